import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { cancelClass } from "./cancel-class.ts";
import { cancelClass as contract } from "./class-contracts.ts";

export const handler = httpLambda(contract, cancelClass, kitFromEnv());
