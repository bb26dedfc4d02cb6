import * as z from "zod";
import { addDays } from "../../domain/shared/time.ts";
import { foundInstitution, type FoundedInstitution } from "../demo-city/found-institution.ts";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { playAftermath } from "./aftermath-story.ts";
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
import { playMeasures } from "./measure-story.ts";
import { bankBalances, yuan } from "./money.ts";
import { openClass, payInFull, placeOrder } from "./order-steps.ts";
import { pupilOfRun } from "./pupil.ts";
import { approve, teach } from "./steps.ts";
import { playWarning } from "./warning-story.ts";

const Frozen = z.object({ proposalId: z.string(), frozen: z.literal(true), lapsesAt: z.string() });

/** Within a month of the orders: no earlier may be charged. */
const DAYS_TO_CLASS = 2;

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
 * An institution runs away, and the county sees it before the families do: custody holds less than it has to, an
 * alert is raised and goes up, releases are stopped, nothing is put right, two officers freeze the institution, and
 * the families share what is left to the fen.
 * @param received what the agency of this machine was sent by webhook
 */
export async function playCollapse(
  stage: Stage,
  { run, beganOn, say }: Omit<FamilyRun, "guardian">,
  received: () => Promise<unknown>,
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
  await teachOneLesson(collapse, { classId, endsAt: endOf(1) }, run);
  const alertId = await playWarning(collapse, received);
  await playMeasures(collapse, alertId);
  await freeze(collapse, alertId);
  await refuseToSell(collapse, classId, run);
  await tellWhatIsLeft(collapse);
  await payBack(collapse);
  await playAftermath(collapse, alertId);
}

/** The first family has had a lesson, and is asked to confirm it. */
async function teachOneLesson(
  { stage, cast, enrolmentIds, say }: Collapse,
  { classId, endsAt }: { readonly classId: string; readonly endsAt: number },
  run: number,
): Promise<void> {
  const [enrolmentId = ""] = enrolmentIds;
  await stage.moveTo(endsAt);
  await teach(stage, { classId, session: 1, enrolmentId }, { run }, cast.owner);
  say("一户已上 1 课时 one family has had a lesson, and has not confirmed it yet");
}

/** One officer freezes at once, another confirms it within hours. */
async function freeze({ stage, cast, institution, say }: Collapse, alertId: string): Promise<void> {
  const path = `/management/v1/institutions/${institution.institutionId}/freeze`;
  const body = { basis: "prepaid-fees-2021-2", reason: "人去楼空，负责人失联", alertId };
  const frozen = await stage.as("county-officer").post(path, body, cast.keyOf("freeze"));
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

/** The bank's word after the freeze says what there is to share. */
async function tellWhatIsLeft({
  stage,
  institution,
  enrolmentIds,
  bankUrl,
  say,
}: Collapse): Promise<void> {
  await bankDesk(bankUrl).tellBalances();
  await stage.idle();
  const leftFen = (await bankBalances(bankUrl)).get(institution.custodyAccountNo) ?? 0;
  const soldFen = enrolmentIds.length * COLLAPSE_PRICE_FEN;
  say(`托管户余 of ${yuan(soldFen)} custody holds ${yuan(leftFen)}`);
}
