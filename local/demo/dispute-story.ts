import * as z from "zod";
import type { Stage } from "../demo-city/stage.ts";
import type { FamilyRun } from "./family-story.ts";
import { balancesOf, expectFen, yuan } from "./money.ts";
import { teach } from "./steps.ts";

const Disputed = z.object({
  disputeId: z.string(),
  status: z.literal("disputed"),
  amountFen: z.int(),
});
const Resolved = z.object({
  finding: z.literal("family"),
  status: z.literal("scheduled"),
  amountFen: z.int(),
});

const THIRD = 3;

interface DisputedLesson {
  readonly classId: string;
  readonly enrolmentId: string;
  /** When the lesson ends that the family will dispute. */
  readonly endsAt: number;
  readonly amountFen: number;
}

/** The family disputes the third lesson, an officer finds for it: the fee is unconsumed as before. */
export async function playDispute(
  stage: Stage,
  { classId, enrolmentId, endsAt, amountFen }: DisputedLesson,
  family: FamilyRun,
): Promise<void> {
  const { run, guardian, say } = family;
  await stage.moveTo(endsAt);
  await teach(stage, { classId, session: THIRD, enrolmentId }, family);
  say(`第 3 课时已上，等待家长确认 lesson 3 taught, confirmation asked: ${yuan(amountFen)}`);

  const path = `/family/v1/enrolments/${enrolmentId}/lessons/${THIRD}/dispute`;
  const complaint = { reason: "not-held", text: "当天老师请假，没有上课" };
  const disputed = await stage.as(guardian).post(path, complaint, `demo-${run}-dispute`);
  const frozen = disputed.expect(Disputed);
  expectFen("frozen by the dispute", frozen.amountFen, amountFen);
  say(`家长提出异议，仅冻结该课时 the family disputes it: ${yuan(frozen.amountFen)} frozen`);
  await stage.idle();
  const before = await balancesOf(stage, guardian, enrolmentId);

  const finding = { finding: "family", text: "经核实当日未开课，该课时不计消课" };
  const found = await stage
    .as("county-officer")
    .post(`/management/v1/disputes/${frozen.disputeId}/resolution`, finding, `demo-${run}-finding`);
  const resolved = found.expect(Resolved);
  expectFen("found for the family", resolved.amountFen, amountFen);
  const after = await balancesOf(stage, guardian, enrolmentId);
  const backFen = after.unconsumed - before.unconsumed;
  expectFen("no longer in dispute", before.disputed - after.disputed, backFen);
  // A run that goes on after an interruption may find the dispute settled: then nothing moves.
  if (backFen !== 0) expectFen("back from the dispute", backFen, amountFen);
  say(
    `主管部门支持家长，费用回到未消课 an officer finds for the family: ${yuan(amountFen)} back, unconsumed ${yuan(after.unconsumed)}`,
  );
}
