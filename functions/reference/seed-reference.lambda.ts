import { kitFromEnv } from "../kit/deps.ts";
import { operatorLambda } from "../kit/task.ts";
import { seedReference as contract } from "./contracts.ts";
import { seedReference } from "./seed-reference.ts";

export const handler = operatorLambda(contract, seedReference, kitFromEnv());
