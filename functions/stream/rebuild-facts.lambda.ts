import { kitFromEnv } from "../kit/deps.ts";
import { operatorLambda } from "../kit/task.ts";
import { rebuildFacts as contract } from "./contracts.ts";
import { rebuildFacts } from "./rebuild-facts.ts";

export const handler = operatorLambda(contract, rebuildFacts, kitFromEnv());
