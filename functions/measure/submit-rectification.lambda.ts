import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { submitRectification as contract } from "./step-contracts.ts";
import { submitRectification } from "./submit-rectification.ts";

export const handler = httpLambda(contract, submitRectification, withVault(kitFromEnv()));
