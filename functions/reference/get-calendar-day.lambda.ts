import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getCalendarDay as contract } from "./contracts.ts";
import { getCalendarDay } from "./get-calendar-day.ts";

export const handler = httpLambda(contract, getCalendarDay, kitFromEnv());
