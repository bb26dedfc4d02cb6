import { kitFromEnv } from "../kit/deps.ts";
import { operatorLambda } from "../kit/task.ts";
import { registerOfficer as contract } from "./contracts.ts";
import { registerOfficer } from "./register-officer.ts";

export const handler = operatorLambda(contract, registerOfficer, kitFromEnv());
