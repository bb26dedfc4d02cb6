import { aggregates } from "../../../adapters/aggregates.ts";
import { jobKind } from "../../../adapters/repositories/job-kind.ts";
import {
  openingDepositKind,
  openingParts,
} from "../../../adapters/repositories/opening-deposits.ts";
import { studentKind } from "../../../adapters/repositories/student-registry.ts";
import { type Change, commitCommand } from "../../../adapters/unit-of-work.ts";
import { EarlierSale } from "../../../domain/enrolment/opening.ts";
import {
  type OpeningDeposit,
  requestOpeningDeposit,
} from "../../../domain/enrolment/opening-deposit.ts";
import { linkStudent, registerStudent } from "../../../domain/enrolment/student.ts";
import { AnnouncedFile, isJobOf, openJob } from "../../../domain/job/job.ts";
import { InstitutionId, JobId, MemberId, StudentId } from "../../../domain/shared/ids.ts";
import { invariant } from "../../../domain/shared/invariant.ts";
import { saleLimits } from "../../../functions/catalogue/sale-limits.ts";
import { findOffer } from "../../../functions/enrolment/offer.ts";
import { withdrawOpenings as contract } from "../../../functions/enrolment/opening-contracts.ts";
import { readEnrolments } from "../../../functions/enrolment/opening-task-contracts.ts";
import { openingTaker } from "../../../functions/enrolment/take-opening.ts";
import { withdrawOpenings } from "../../../functions/enrolment/withdraw-openings.ts";
import { periodClock } from "../../../functions/kit/period-clock.ts";
import { repeatableContext } from "../../../functions/kit/task.ts";
import { operation } from "../simulator/engine/call.ts";
import type { Family } from "../simulator/world/families.ts";
import { fixedKit, numbered, staffOf } from "../simulator/world/stage.ts";
import type { Scene } from "./scene.ts";

/** Far from the ids of the stage and of what happens on it. */
const FIRST_ID = 9_000_000;

const withdrawing = operation(contract, withdrawOpenings);

/** Half as long again as the class: two lessons are taught, and few amounts divide evenly. */
const SALE = EarlierSale.parse({
  ...{ contractNo: "XZ-1", lessonsBought: 6, lessonsTaught: 2 },
  ...{ paidFen: 72_001, paidOn: "2026-01-12" },
});

/** What the list and the families' registration write, as if by a reader of its own. */
function scribeOf({ city: { story } }: Scene, cause: string) {
  const { table } = story;
  let count = FIRST_ID;
  const kit = fixedKit(
    table,
    () => story.now,
    () => String((count += 1)).padStart(26, "0"),
  );
  const context = repeatableContext(readEnrolments, kit, {
    ...{ correlationId: cause, causationId: cause },
  });
  const commit = (changes: readonly Change[]) => commitCommand(table, context, changes, {});
  return { table, kit, context, commit, students: aggregates(table, studentKind) };
}

/** A family adds its child, who is on the list of a class. */
export async function addChild(scene: Scene, { studentId, principal }: Family): Promise<void> {
  const { students, context, commit } = scribeOf(scene, `child ${studentId}`);
  const found = await students.find(studentId);
  const known = StudentId.parse(studentId);
  const guardianId = MemberId.parse(principal.memberId);
  const { student, event } = linkStudent(known, found?.state, guardianId, context.now);
  await commit(
    found === undefined
      ? students.create(student, event, context)
      : students.change(found, student, event, context),
  );
  await scene.city.arrive();
}

/**
 * An institution hands in what it sold to two pupils before it joined, one of them of a family that is not on the
 * platform. Each line is stated as the list's reader states it; what may die is what comes after.
 */
export async function stateOpenings(
  scene: Scene,
  [linked, unlinked]: readonly [Family, Family],
): Promise<OpeningDeposit> {
  const { table, kit, context, commit, students } = scribeOf(scene, "list");
  await addChild(scene, linked);
  const { student, event } = registerStudent(StudentId.parse(unlinked.studentId), context.now);
  await commit(students.create(student, event, context));

  const { classId, institutionId } = scene.class;
  const opened = openJob(
    {
      jobId: JobId.parse(numbered("job", 1)),
      subject: { kind: "enrolments", institutionId: InstitutionId.parse(institutionId) },
      authorId: MemberId.parse(numbered("mem", 9)),
      correlationId: "list",
      file: AnnouncedFile.parse({
        ...{
          name: "余额.csv",
          contentType: "text/csv",
          sizeBytes: 1,
          sha256: `${"0".repeat(43)}=`,
        },
      }),
    },
    context.now,
  );
  invariant(isJobOf(opened.job, "enrolments"), "the list is one of earlier sales");
  await commit(aggregates(table, jobKind).create(opened.job, opened.event, context));

  const offer = await findOffer(table, classId);
  const limits = await saleLimits(kit, offer.course, context.now);
  const take = openingTaker({ table });
  for (const [place, { studentId }] of [linked, unlinked].entries()) {
    const placed = { line: place + 2, sale: SALE, overLimits: [], offer, limits };
    const row = { ...placed, studentId: StudentId.parse(studentId) };
    await commit((await take(row, opened.job, context)).changes);
  }
  const { account, countyUnitId } = offer.institution;
  invariant(account, "the institution has a custody account");
  const clockOf = periodClock(kit, "opening.deposit-working-days", "lapse-openings");
  const deadline = await clockOf({ countyUnitId }, context.now);
  const { jobId } = opened.job;
  const list = { jobId, institutionId: offer.institution.institutionId, countyUnitId };
  const parts = await openingParts(table, jobId);
  const asked = requestOpeningDeposit(list, account, parts, deadline);
  await commit(aggregates(table, openingDepositKind).create(asked.deposit, asked.event, context));
  await scene.city.arrive();
  return asked.deposit;
}

/** The institution pays the whole list. */
export async function payOpenings(scene: Scene): Promise<void> {
  const { totalFen: amountFen, jobId: paymentId, custodyAccountNo } = await depositOf(scene);
  scene.bank.payIn({ paymentId, custodyAccountNo, amountFen });
  await scene.city.arrive();
}

/** The institution takes the list back. */
export async function withdrawList(scene: Scene): Promise<void> {
  const { jobId, institutionId } = await depositOf(scene);
  const principal = staffOf(institutionId);
  await scene.city.call(withdrawing, { principal, path: { jobId } });
  await scene.city.arrive();
}

async function depositOf({ city: { story } }: Scene): Promise<OpeningDeposit> {
  const found = await aggregates(story.table, openingDepositKind).find(numbered("job", 1));
  invariant(found, "the list is read");
  return found.state;
}
