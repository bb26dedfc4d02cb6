import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { disputeLesson as contract } from "./dispute-contracts.ts";
import { disputeLesson } from "./dispute-lesson.ts";

export const handler = httpLambda(contract, disputeLesson, withVault(kitFromEnv()));
