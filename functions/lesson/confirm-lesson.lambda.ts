import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { confirmLesson as contract } from "./contracts.ts";
import { confirmLesson } from "./confirm-lesson.ts";

export const handler = httpLambda(contract, confirmLesson, kitFromEnv());
