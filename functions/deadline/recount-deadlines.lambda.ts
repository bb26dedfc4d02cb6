import { CalendarCorrected } from "../../events/reference.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { recountDeadlines as contract } from "./contracts.ts";
import { dueQueues } from "./due-queues.ts";
import { recountDeadlines } from "./recount-deadlines.ts";

const queue = dueQueues();
const kit = { ...kitFromEnv(), queue };

export const handler = eventLambda(contract, CalendarCorrected, recountDeadlines, kit);
