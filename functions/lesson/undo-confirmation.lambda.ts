import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { undoConfirmation as contract } from "./contracts.ts";
import { undoConfirmation } from "./undo-confirmation.ts";

export const handler = httpLambda(contract, undoConfirmation, kitFromEnv());
