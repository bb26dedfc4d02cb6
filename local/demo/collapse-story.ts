import * as z from "zod";
import { lessonAmountFen } from "../../domain/shared/money.ts";
import { addDays } from "../../domain/shared/time.ts";
import { foundInstitution, type FoundedInstitution } from "../demo-city/found-institution.ts";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { bankDesk } from "./bank-desk.ts";
import {
  type Cast,
  COLLAPSE_FAMILIES,
  COLLAPSE_LESSONS,
  COLLAPSE_PRICE_FEN,
  collapseCast,
} from "./collapse-cast.ts";
import type { FamilyRun } from "./family-story.ts";
import { payBack } from "./mass-refund-story.ts";
import { balancesOf, bankBalances, expectFen, yuan } from "./money.ts";
import { openClass, payInFull, placeOrder } from "./order-steps.ts";
import { pupilOfRun } from "./pupil.ts";
import { approve, confirm, teach } from "./steps.ts";

const Frozen = z.object({ proposalId: z.string(), frozen: z.literal(true), lapsesAt: z.string() });

/** Within a month of the orders: no earlier may be charged. */
const DAYS_TO_CLASS = 2;
/** Longer than the family may undo its confirmation: but for the freeze, the fee would be paid out. */
const AFTER_UNDO_MS = 31 * 60_000;
/** A court takes it before the families can be paid: with the one fen no sharing comes out even. */
const SEIZED_FEN = 100_001;

/** What a story of a collapse is told with. */
export interface Collapse {
  readonly stage: Stage;
  readonly cast: Cast;
  readonly institution: FoundedInstitution;
  /** The orders of the families, the first of which has had a lesson. */
  readonly enrolmentIds: readonly string[];
  readonly bankUrl: string;
  readonly say: (line: string) => void;
}

/**
 * An institution runs away: the county freezes it, a second officer confirms, a court was quicker with a part of
 * what custody holds, and the families share the rest to the fen.
 */
export async function playCollapse(
  stage: Stage,
  { run, beganOn, say }: Omit<FamilyRun, "guardian">,
): Promise<void> {
  say("\n机构跑路 a collapse:");
  const cast = collapseCast(run);
  const institution = await foundInstitution(stage, cast.plan);
  say(`机构 ${institution.institutionName} (${institution.institutionId})`);
  const plan = {
    owner: cast.owner,
    courseId: institution.courseId,
    firstDay: addDays(beganOn, DAYS_TO_CLASS),
    lessonCount: COLLAPSE_LESSONS,
    key: cast.keyOf("open-class"),
  };
  const { classId, endOf } = await openClass(stage, plan, say);
  const enrolmentIds: string[] = [];
  let bankUrl = "";
  for (const which of COLLAPSE_FAMILIES) {
    const guardian = cast.guardianOf(which);
    const pupil = pupilOfRun(run, which, await stage.now());
    const keyOf = (step: string): string => cast.keyOf(`${which}-${step}`);
    const order = await placeOrder(stage, classId, { guardian, pupil, keyOf, say });
    bankUrl = await payInFull(stage, order, { guardian, keyOf });
    enrolmentIds.push(order.enrolmentId);
  }
  const collapse = { stage, cast, institution, enrolmentIds, bankUrl, say };
  const lesson = { classId, endsAt: endOf(1) };
  await earnOneLesson(collapse, lesson, run);
  await freeze(collapse);
  await refuseToSell(collapse, classId, run);
  await seize(collapse, lesson.endsAt);
  await payBack(collapse);
}

/** The first family has had a lesson and confirms it: what is earned is not paid out yet when the freeze comes. */
async function earnOneLesson(
  { stage, cast, enrolmentIds, say }: Collapse,
  { classId, endsAt }: { readonly classId: string; readonly endsAt: number },
  run: number,
): Promise<void> {
  const [enrolmentId = ""] = enrolmentIds;
  const guardian = cast.guardianOf("third");
  await stage.moveTo(endsAt);
  const lesson = { classId, session: 1, enrolmentId };
  await teach(stage, lesson, { run }, cast.owner);
  const taught = { enrolmentId, lessonNumber: 1 };
  await confirm(stage, taught, { guardian, key: cast.keyOf("confirm") });
  const { earned } = await balancesOf(stage, guardian, enrolmentId);
  expectFen("earned", earned, lessonAmountFen(COLLAPSE_PRICE_FEN, COLLAPSE_LESSONS, 1));
  say(`一户已上 1 课时并确认 one family has had a lesson: ${yuan(earned)} are earned`);
}

/** One officer freezes at once, another confirms it within hours. */
async function freeze({ stage, cast, institution, say }: Collapse): Promise<void> {
  const path = `/management/v1/institutions/${institution.institutionId}/freeze`;
  const reason = "人去楼空，负责人失联";
  const frozen = await stage.as("county-officer").post(path, { reason }, cast.keyOf("freeze"));
  const { proposalId, lapsesAt } = frozen.expect(Frozen);
  say(
    `经办人员冻结，即时生效 an officer freezes it at once; it ends at ${lapsesAt} unless confirmed`,
  );
  await approve(stage, proposalId, cast.keyOf("confirm-freeze"));
  say("另一名经办人员确认冻结 another officer confirms it: nothing is sold, nothing is paid out");
}

/** Whoever orders now is told why there is nothing to order. */
async function refuseToSell(
  { stage, cast, say }: Collapse,
  classId: string,
  run: number,
): Promise<void> {
  const latecomer = stage.as(cast.guardianOf("latecomer"));
  (await latecomer.post("/family/v1/guardians", undefined)).expect(z.object({}));
  const pupil = pupilOfRun(run, "sixth", await stage.now());
  const added = await latecomer.post("/family/v1/students", pupil);
  const { studentId } = added.expect(z.object({ studentId: z.string() }));
  const body = { studentId, classId };
  const order = await latecomer.post("/family/v1/orders", body, cast.keyOf("too-late"));
  const code = order.refusal();
  if (code !== "catalogue.not-sellable")
    throw new StoryBroken(`a frozen institution answers ${code}`);
  say(`冻结后下单被拒 an order after the freeze is refused: ${code}`);
}

/** Money leaves custody behind the platform's back, which learns it from the bank's balance. */
async function seize(
  { stage, cast, institution, enrolmentIds, bankUrl, say }: Collapse,
  frozenAt: number,
): Promise<void> {
  const { custodyAccountNo } = institution;
  await stage.moveTo(frozenAt + AFTER_UNDO_MS);
  const bank = bankDesk(bankUrl);
  const orderNo = cast.keyOf("seizure");
  await bank.seize({ orderNo, custodyAccountNo, amountFen: SEIZED_FEN });
  await bank.tellBalances();
  await stage.idle();
  const leftFen = (await bankBalances(bankUrl)).get(custodyAccountNo) ?? 0;
  const soldFen = enrolmentIds.length * COLLAPSE_PRICE_FEN;
  say(
    `法院先行扣划 ${yuan(SEIZED_FEN)}，托管户余 a court takes a part first; of ${yuan(soldFen)} custody holds ${yuan(leftFen)}`,
  );
}
