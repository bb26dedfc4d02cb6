import {
  ClassOpened,
  LessonCancelled,
  LimitAttempted,
  MakeUpPlanned,
} from "../../../events/catalogue.ts";
import { defineFactSource, each, Stateless } from "./fact-source.ts";

/** Sessions of classes, on the day on which they were planned or cancelled; taught lessons are counted by pupil. */
export const classFacts = defineFactSource({
  aggregateType: "class",
  state: Stateless,
  initial: {},
  events: [
    each(ClassOpened, ({ sessionCount }, { day }) => [
      { day, fact: "lessonScheduledCount", amount: sessionCount },
    ]),
    each(MakeUpPlanned, (_, { day }) => [{ day, fact: "lessonScheduledCount", amount: 1 }]),
    each(LessonCancelled, (_, { day }) => [{ day, fact: "lessonCancelledCount", amount: 1 }]),
  ],
});

/** What an institution wanted to sell beyond the limits of one charge; each attempt of a day is told once. */
export const attemptFacts = defineFactSource({
  aggregateType: "limit-attempts",
  state: Stateless,
  initial: {},
  events: [
    each(LimitAttempted, (_, { day }) => [{ day, fact: "overLimitAttemptCount", amount: 1 }]),
  ],
});
