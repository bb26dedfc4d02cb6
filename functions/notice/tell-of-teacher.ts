import { aggregates } from "../../adapters/aggregates.ts";
import { familyNoticeChanges } from "../../adapters/notices/record-notice.ts";
import { findSession } from "../../adapters/repositories/class-items.ts";
import { findContractTerms } from "../../adapters/repositories/enrolment-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonOfSession } from "../../domain/catalogue/session.ts";
import { noteTeacherChange } from "../../domain/enrolment/note-teacher-change.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { TeacherChanged } from "../../events/catalogue.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { enrolmentIdsOfClass, tellFamilies } from "./tell-families.ts";

/**
 * Families whose contract names another teacher learn that somebody else teaches, and in the same transaction
 * their order notes it: it is a ground to ask for a refund.
 */
export const tellOfTeacher = ({ table }: Kit): ReactionTo<typeof TeacherChanged> => {
  const enrolments = aggregates(table, enrolmentKind);

  /** The lesson that somebody else teaches; none where the whole class has another teacher. */
  async function lessonTaught(classId: string, sessionNumber: number | undefined) {
    if (sessionNumber === undefined) return undefined;
    const session = await findSession(table, classId, sessionNumber);
    invariant(session, `the class ${classId} has a session ${sessionNumber}`);
    return lessonOfSession(session);
  }

  return async ({ data }, context) => {
    const lessonNumber = await lessonTaught(data.classId, data.sessionNumber);
    const enrolmentIds = await enrolmentIdsOfClass(table, data.classId);
    await tellFamilies(table, context, enrolmentIds, async (stored) => {
      const { enrolmentId } = stored.state;
      const terms = await findContractTerms(table, enrolmentId);
      const noted = terms && noteTeacherChange(stored.state, terms.training, data);
      if (noted === undefined) return [];
      const told =
        lessonNumber === undefined
          ? familyNoticeChanges(context, stored.state, {
              ...{ template: "named-teacher-changed", facts: {} },
              about: { enrolmentId },
            })
          : familyNoticeChanges(context, stored.state, {
              ...{ template: "named-teacher-substituted", facts: {} },
              about: { enrolmentId, lessonNumber },
            });
      return [...enrolments.change(stored, noted.enrolment, noted.event, context), ...told];
    });
  };
};
