import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getCourse as contract } from "./contracts.ts";
import { getCourse } from "./get-course.ts";

export const handler = httpLambda(contract, getCourse, kitFromEnv());
