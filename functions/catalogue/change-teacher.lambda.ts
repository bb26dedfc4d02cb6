import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { changeTeacher } from "./change-teacher.ts";
import { changeTeacher as contract } from "./session-contracts.ts";

export const handler = httpLambda(contract, changeTeacher, kitFromEnv());
