import { ComplaintFiled } from "../../events/complaint.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { freezeDisputedLessons } from "./freeze-disputed-lessons.ts";
import { freezeDisputedLessons as contract } from "./task-contracts.ts";

export const handler = eventLambda(contract, ComplaintFiled, freezeDisputedLessons, kitFromEnv());
