import { OpeningDepositClosed } from "../../events/opening.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { closeOpenings } from "./close-openings.ts";
import { closeOpenings as contract } from "./opening-task-contracts.ts";

export const handler = eventLambda(contract, OpeningDepositClosed, closeOpenings, kitFromEnv());
