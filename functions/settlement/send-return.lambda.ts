import { ReturnInstructed } from "../../events/settlement.ts";
import { withBanks } from "../kit/bank-deps.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { sendReturn as contract } from "./contracts.ts";
import { sendReturn } from "./send-return.ts";

export const handler = eventLambda(contract, ReturnInstructed, sendReturn, withBanks(kitFromEnv()));
