import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { confirmLessons as contract } from "./contracts.ts";
import { confirmLessons } from "./confirm-lessons.ts";

export const handler = httpLambda(contract, confirmLessons, kitFromEnv());
