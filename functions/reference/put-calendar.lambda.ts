import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { putCalendar as contract } from "./contracts.ts";
import { putCalendar } from "./put-calendar.ts";

export const handler = httpLambda(contract, putCalendar, kitFromEnv());
