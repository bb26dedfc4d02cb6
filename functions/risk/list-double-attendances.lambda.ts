import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listDoubleAttendances as contract } from "./attendance-contracts.ts";
import { listDoubleAttendances } from "./list-double-attendances.ts";

export const handler = httpLambda(contract, listDoubleAttendances, kitFromEnv());
