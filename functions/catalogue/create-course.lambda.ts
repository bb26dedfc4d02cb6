import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { createCourse as contract } from "./contracts.ts";
import { createCourse } from "./create-course.ts";

export const handler = httpLambda(contract, createCourse, kitFromEnv());
