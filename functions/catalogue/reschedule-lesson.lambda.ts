import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { rescheduleLesson } from "./reschedule-lesson.ts";
import { rescheduleLesson as contract } from "./session-contracts.ts";

export const handler = httpLambda(contract, rescheduleLesson, kitFromEnv());
