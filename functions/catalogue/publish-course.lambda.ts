import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { publishCourse as contract } from "./contracts.ts";
import { publishCourse } from "./publish-course.ts";

export const handler = httpLambda(contract, publishCourse, kitFromEnv());
