import { OpeningDepositReceived } from "../../events/opening.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { openBalances } from "./open-balances.ts";
import { openBalances as contract } from "./opening-task-contracts.ts";

export const handler = eventLambda(contract, OpeningDepositReceived, openBalances, kitFromEnv());
