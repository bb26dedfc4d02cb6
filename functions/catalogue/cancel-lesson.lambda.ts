import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { cancelLesson } from "./cancel-lesson.ts";
import { cancelLesson as contract } from "./session-contracts.ts";

export const handler = httpLambda(contract, cancelLesson, kitFromEnv());
