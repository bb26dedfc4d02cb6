import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { makeUpLesson } from "./make-up-lesson.ts";
import { makeUpLesson as contract } from "./session-contracts.ts";

export const handler = httpLambda(contract, makeUpLesson, kitFromEnv());
