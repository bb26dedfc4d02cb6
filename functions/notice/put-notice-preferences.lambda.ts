import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { putNoticePreferences as contract } from "./contracts.ts";
import { putNoticePreferences } from "./put-notice-preferences.ts";

export const handler = httpLambda(contract, putNoticePreferences, withVault(kitFromEnv()));
