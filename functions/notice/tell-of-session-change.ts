import { familyNoticeChanges } from "../../adapters/notices/record-notice.ts";
import { missingFrom } from "../../adapters/repositories/attendance-items.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { LessonCancelled, LessonRescheduled, MakeUpPlanned } from "../../events/catalogue.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { enrolmentIdsOfClass, tellFamilies } from "./tell-families.ts";

const templates = {
  [LessonCancelled.name]: "lesson-cancelled",
  [LessonRescheduled.name]: "lesson-rescheduled",
  [MakeUpPlanned.name]: "make-up-planned",
} as const;

const isKnown = (name: string): name is keyof typeof templates => Object.hasOwn(templates, name);

/** Families learn that a session is cancelled, moved or added: the whole class, or those it is for. */
export const tellOfSessionChange =
  ({ table }: Kit): ReactionTo<typeof LessonCancelled> =>
  async ({ name, data: { classId, lessonNumber, startsAt, absentFrom } }, context) => {
    invariant(isKnown(name), `${name} is a change of a session`);
    const template = templates[name];
    const enrolmentIds =
      absentFrom === undefined
        ? await enrolmentIdsOfClass(table, classId)
        : await missingFrom(table, classId, absentFrom);
    await tellFamilies(table, context, enrolmentIds, ({ state }) =>
      familyNoticeChanges(context, state, {
        template,
        facts: { startsAt },
        about: { enrolmentId: state.enrolmentId, lessonNumber },
      }),
    );
  };
