import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { recordAttendance as contract } from "./contracts.ts";
import { recordAttendance } from "./record-attendance.ts";

export const handler = httpLambda(contract, recordAttendance, kitFromEnv());
