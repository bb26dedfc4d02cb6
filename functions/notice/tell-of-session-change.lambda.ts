import { LessonCancelled, LessonRescheduled, MakeUpPlanned } from "../../events/catalogue.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { tellOfSessionChange as contract } from "./class-contracts.ts";
import { tellOfSessionChange } from "./tell-of-session-change.ts";

export const handler = eventLambda(
  contract,
  [LessonCancelled, LessonRescheduled, MakeUpPlanned],
  tellOfSessionChange,
  kitFromEnv(),
);
