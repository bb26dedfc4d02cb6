import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listTasks as contract } from "./contracts.ts";
import { listTasks } from "./list-tasks.ts";

export const handler = httpLambda(contract, listTasks, kitFromEnv());
