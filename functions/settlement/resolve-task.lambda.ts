import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { resolveTask as contract } from "./contracts.ts";
import { resolveTask } from "./resolve-task.ts";

export const handler = httpLambda(contract, resolveTask, kitFromEnv());
