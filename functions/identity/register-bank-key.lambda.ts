import { kitFromEnv } from "../kit/deps.ts";
import { operatorLambda } from "../kit/task.ts";
import { registerBankKey as contract } from "./contracts.ts";
import { registerBankKey } from "./register-bank-key.ts";

export const handler = operatorLambda(contract, registerBankKey, kitFromEnv());
