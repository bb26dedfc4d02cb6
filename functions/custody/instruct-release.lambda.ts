import { DisputeFoundForInstitution, LessonConfirmed, LessonDeemed } from "../../events/lesson.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { instructRelease as contract } from "./contracts.ts";
import { instructRelease } from "./instruct-release.ts";

export const handler = eventLambda(
  contract,
  [LessonConfirmed, LessonDeemed, DisputeFoundForInstitution],
  instructRelease,
  kitFromEnv(),
);
