import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { attendanceWithdrawn } from "../../adapters/repositories/attendance-items.ts";
import { disputeChange, disputeTextChange } from "../../adapters/repositories/dispute-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { consumedLessonsChange } from "../../adapters/repositories/order-guard-items.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import { type EnrolmentState, guardianOf } from "../../domain/enrolment/enrolment.ts";
import { decideResolveDispute, type SettledDispute } from "../../domain/lesson/settle-dispute.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { memberOf } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { resolveDispute as contract } from "./dispute-contracts.ts";
import { competentDispute } from "./competent-dispute.ts";
import { lessonOf } from "./own-lesson.ts";

export const resolveDispute = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table, vault } = kit;
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ path: { disputeId }, body }, context) => {
    const { file, enrolment } = await competentDispute(kit, context, disputeId, ["funds"]);
    const { stored, lesson } = await lessonOf(table, enrolment, file.lessonNumber);
    const officerId = MemberId.parse(memberOf(context).memberId);
    const decided = orThrow(
      decideResolveDispute(
        { enrolment: enrolment.state, lesson, file },
        { finding: body.finding, officerId },
        context.now,
      ),
    );
    const { enrolmentId, lessonNumber, amountFen, status } = decided.lesson;
    return commitCommand(
      table,
      context,
      [
        ...enrolments.change(enrolment, decided.enrolment, decided.event, context),
        lessonChange(enrolment, stored, decided.lesson),
        disputeChange(decided.file),
        await disputeTextChange(vault, disputeId, "officer", body.text),
        ...consequences(enrolment.state, decided),
        ...noticesOf(context, enrolment.state, decided),
      ],
      { disputeId, finding: body.finding, enrolmentId, lessonNumber, status, amountFen },
    );
  };
};

/** A confirmed lesson leaves the pupil's order guard; one that was not taught leaves the class's register. */
const consequences = (enrolment: EnrolmentState, decided: SettledDispute): readonly Change[] =>
  decided.consumedLessonCount > 0
    ? [consumedLessonsChange(enrolment, decided.consumedLessonCount)]
    : [attendanceWithdrawn({ classId: enrolment.classId, ...decided.lesson })];

const noticesOf = (
  context: RequestContext,
  enrolment: EnrolmentState,
  { lesson: { enrolmentId, lessonNumber, amountFen } }: SettledDispute,
): readonly Change[] =>
  (
    [
      { kind: "member", memberId: guardianOf(enrolment) },
      { kind: "institution", institutionId: enrolment.institutionId },
    ] as const
  ).flatMap((recipient) =>
    noticeChanges(context, {
      recipient,
      template: "dispute-resolved",
      facts: { amountFen },
      about: { enrolmentId, lessonNumber },
    }),
  );
