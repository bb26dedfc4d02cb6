import { kitFromEnv } from "../kit/deps.ts";
import { stepLambda } from "../kit/workflow-step.ts";
import { settleComplaintLessons } from "./settle-complaint-lessons.ts";
import { settleComplaintLessons as contract } from "./workflow-contracts.ts";
import { OfComplaint } from "./workflow-input.ts";

export const handler = stepLambda(contract, OfComplaint, settleComplaintLessons, kitFromEnv());
