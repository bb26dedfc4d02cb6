import { AbsenceRecorded } from "../../events/lesson.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { tellOfAbsence as contract } from "./class-contracts.ts";
import { tellOfAbsence } from "./tell-of-absence.ts";

export const handler = eventLambda(contract, AbsenceRecorded, tellOfAbsence, kitFromEnv());
