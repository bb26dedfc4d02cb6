import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { returnRectification as contract } from "./step-contracts.ts";
import { returnRectification } from "./return-rectification.ts";

export const handler = httpLambda(contract, returnRectification, withVault(kitFromEnv()));
