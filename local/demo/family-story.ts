import { lessonAmountFen } from "../../domain/shared/money.ts";
import { addDays, type LocalDate } from "../../domain/shared/time.ts";
import type { FoundedCity } from "../demo-city/found-city.ts";
import type { Stage } from "../demo-city/stage.ts";
import { playBankFailure } from "./bank-failure-story.ts";
import { playComplaint } from "./complaint-story.ts";
import { playDispute } from "./dispute-story.ts";
import { importRoster } from "./import-lists.ts";
import { balancesOf, expectFen, yuan } from "./money.ts";
import { openClass, payInFull, placeOrder } from "./order-steps.ts";
import { pupilOfRun } from "./pupil.ts";
import { playRefunds } from "./refund-story.ts";
import { playSilence } from "./silence-story.ts";
import { confirm, teach, until } from "./steps.ts";

/** One family of one run of the demo, and what it has come to. */
export interface FamilyRun {
  readonly run: number;
  /** From which day on the classes of this story are planned. */
  readonly beganOn: LocalDate;
  readonly guardian: string;
  readonly say: (line: string) => void;
}

const LESSONS = 20;
/** From the run's beginning to the first session. */
const DAYS_TO_CLASS = 2;

/** The family's way from an empty seat to three lessons' fees with the institution, and all else given back. */
export async function playFamily(stage: Stage, city: FoundedCity, family: FamilyRun) {
  const { run, beganOn, guardian, say } = family;
  const plan = {
    owner: "owner",
    courseId: city.courseId,
    firstDay: addDays(beganOn, DAYS_TO_CLASS),
    lessonCount: LESSONS,
    key: `demo-${run}-open-class`,
  };
  const { classId, endOf } = await openClass(stage, plan, say);
  await importRoster(stage, classId, say);
  const pupil = pupilOfRun(run, "first", await stage.now());
  const keyOf = (step: string): string => `demo-${run}-${step}`;
  const order = await placeOrder(stage, classId, { guardian, pupil, keyOf, say });
  const { enrolmentId, priceFen } = order;
  const bankUrl = await payInFull(stage, order, { guardian, keyOf });
  say(`缴费到账 paid into custody: ${yuan(priceFen)} at ${bankUrl}`);

  const lessonFen = lessonAmountFen(priceFen, LESSONS, 1);
  await stage.moveTo(endOf(1));
  await teach(stage, { classId, session: 1, enrolmentId }, family);
  const { pending, earned, releasing, released } = await balancesOf(stage, guardian, enrolmentId);
  // Pending the first time; a run that goes on after an interruption may find it further on its way.
  const lessonOneFen = Math.min(pending + earned + releasing + released, lessonFen);
  expectFen("lesson 1", lessonOneFen, lessonFen);
  say(`第 1 课时已上，等待家长确认 lesson 1 taught, confirmation asked: ${yuan(lessonFen)}`);

  const lessonOne = { enrolmentId, lessonNumber: 1 };
  const { undoUntil } = await confirm(stage, lessonOne, { guardian, key: keyOf("confirm") });
  say(
    `家长确认，${undoUntil ?? ""} 后拨付 the guardian confirms: the fee is earned, and released once that can no longer be undone`,
  );
  if (undoUntil !== undefined) await stage.moveTo(Date.parse(undoUntil));
  await untilReleased(stage, guardian, enrolmentId, lessonFen);
  say(`银行已拨付 the bank has released ${yuan(lessonFen)} to the institution`);

  const silentFen = lessonAmountFen(priceFen, LESSONS, 2);
  await playSilence(stage, { classId, enrolmentId, endsAt: endOf(2) }, family);
  await untilReleased(stage, guardian, enrolmentId, lessonFen + silentFen);
  say(`银行已拨付 the bank has released ${yuan(silentFen)} for it as well`);

  const disputedFen = lessonAmountFen(priceFen, LESSONS, 3);
  const disputed = { classId, enrolmentId, endsAt: endOf(3), amountFen: disputedFen };
  await playDispute(stage, disputed, family);

  const refusedFen = lessonAmountFen(priceFen, LESSONS, 4);
  const refused = { classId, enrolmentId, endsAt: endOf(4), amountFen: refusedFen, bankUrl };
  await playBankFailure(stage, refused, family);

  const complainedFen = lessonAmountFen(priceFen, LESSONS, 5);
  const { institutionId } = city;
  const complainedOf = { institutionId, classId, enrolmentId, endsAt: endOf(5) };
  await playComplaint(stage, { ...complainedOf, amountFen: complainedFen }, family);
  await playRefunds(stage, { enrolmentId, bankUrl }, family);
  const releasedFen = lessonFen + silentFen + refusedFen;
  return { enrolmentId, priceFen, releasedFen, bankUrl };
}

/** A run that goes on after an interruption may find more released than this. */
const untilReleased = (stage: Stage, guardian: string, enrolmentId: string, leastFen: number) =>
  until(stage, "the fee is released", async () => {
    const { released } = await balancesOf(stage, guardian, enrolmentId);
    return released >= leastFen;
  });
