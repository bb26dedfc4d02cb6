import * as z from "zod";
import { lessonAmountFen } from "../../domain/shared/money.ts";
import { Fen } from "../../domain/shared/money.ts";
import { addDays, type LocalDate } from "../../domain/shared/time.ts";
import type { FoundedCity } from "../demo-city/found-city.ts";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { importRoster } from "./import-lists.ts";
import { balancesOf, expectFen, yuan } from "./money.ts";
import { pupilOfRun } from "./pupil.ts";

/** One family of one run of the demo, and what it has come to. */
export interface FamilyRun {
  readonly run: number;
  /** From which day on the class of this run is planned. */
  readonly beganOn: LocalDate;
  readonly guardian: string;
  readonly say: (line: string) => void;
}

const Class = z.object({ classId: z.string() });
const Order = z.object({ enrolmentId: z.string(), priceFen: Fen, termsHash: z.string() });
const Payment = z.object({ payUrl: z.url(), amountFen: Fen });
const Batch = z.object({ results: z.array(z.object({ outcome: z.literal("done") })) });

const LESSONS = 20;
/** Twenty lessons, every fourth day, end within the three months that one charge may cover. */
const DAYS_BETWEEN_LESSONS = 4;

/** The family's way from an empty seat to one lesson's fee with the institution. */
export async function playFamily(stage: Stage, city: FoundedCity, family: FamilyRun) {
  const { say } = family;
  const sessions = await openClass(stage, city, family);
  await importRoster(stage, sessions.classId, say);
  const order = await placeOrder(stage, sessions.classId, family);
  const { enrolmentId, priceFen } = order;
  const bankUrl = await pay(stage, order, family);
  say(`缴费到账 paid into custody: ${yuan(priceFen)} at ${bankUrl}`);

  const lessonFen = lessonAmountFen(priceFen, LESSONS, 1);
  await stage.moveTo(sessions.firstEndsAt);
  await teach(stage, sessions.classId, enrolmentId, family);
  const { pending, earned, releasing, released } = await balancesOf(
    stage,
    family.guardian,
    enrolmentId,
  );
  // Pending the first time; a run that goes on after an interruption may find it further on its way.
  expectFen("lesson 1", pending + earned + releasing + released, lessonFen);
  say(`第 1 课时已上，等待家长确认 lesson 1 taught, confirmation asked: ${yuan(lessonFen)}`);

  const confirm = `/family/v1/enrolments/${enrolmentId}/lessons/1/confirmation`;
  const confirmed = await stage
    .as(family.guardian)
    .post(confirm, undefined, `demo-${family.run}-confirm`);
  confirmed.expect(z.object({ status: z.string() }));
  say("家长确认，费用可拨付 the guardian confirms: the fee is earned");
  await untilReleased(stage, family.guardian, enrolmentId, lessonFen);
  say(`银行已拨付 the bank has released ${yuan(lessonFen)} to the institution`);
  return { enrolmentId, priceFen, lessonFen, bankUrl };
}

/** A class of this run: its sessions begin on the second day after the run began. */
async function openClass(stage: Stage, city: FoundedCity, { run, beganOn, say }: FamilyRun) {
  const sessions = Array.from({ length: LESSONS }, (_, index) => {
    const day = addDays(beganOn, 2 + index * DAYS_BETWEEN_LESSONS);
    return { startsAt: `${day}T10:00:00+08:00`, endsAt: `${day}T10:45:00+08:00` };
  });
  const answer = await stage
    .as("owner")
    .post(
      `/institution/v1/courses/${city.courseId}/classes`,
      { capacity: 30, sessions },
      `demo-${run}-open-class`,
    );
  const { classId } = answer.expect(Class);
  say(`开班 a class of ${LESSONS} sessions opens: ${classId}`);
  return { classId, firstEndsAt: Date.parse(sessions[0]?.endsAt ?? "") };
}

async function placeOrder(stage: Stage, classId: string, { run, guardian, say }: FamilyRun) {
  const family = stage.as(guardian);
  (await family.post("/family/v1/guardians", undefined)).expect(z.object({}));
  const added = await family.post("/family/v1/students", pupilOfRun(run, await stage.now()));
  const { studentId } = added.expect(z.object({ studentId: z.string() }));
  const placed = await family.post(
    "/family/v1/orders",
    { studentId, classId },
    `demo-${run}-order`,
  );
  const order = placed.expect(Order);
  say(`下单 order ${order.enrolmentId}, ${LESSONS} lessons for ${yuan(order.priceFen)}`);
  const signed = await family.post(
    `/family/v1/orders/${order.enrolmentId}/contract`,
    { termsHash: order.termsHash },
    `demo-${run}-sign`,
  );
  const { contractNo } = signed.expect(z.object({ contractNo: z.string() }));
  say(`签约 contract ${contractNo} (GF-2021-2604) signed`);
  return order;
}

const PAYER_ACCOUNT = "6217000012345678";

/** The family pays at the bank; the bank tells the platform, signed. @returns the bank's address */
async function pay(
  stage: Stage,
  { enrolmentId, priceFen }: z.infer<typeof Order>,
  { run, guardian }: FamilyRun,
): Promise<string> {
  const asked = await stage
    .as(guardian)
    .post(`/family/v1/orders/${enrolmentId}/payment`, undefined, `demo-${run}-pay`);
  const { payUrl, amountFen } = asked.expect(Payment);
  expectFen("the amount asked", amountFen, priceFen);
  if ((await balancesOf(stage, guardian, enrolmentId)).paid === 0) {
    const paid = await fetch(payUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ amountFen, payerAccountNo: PAYER_ACCOUNT }),
    });
    // 409: paid in an earlier run that was interrupted before the bank's word arrived.
    if (!paid.ok && paid.status !== 409) throw new StoryBroken(await paid.text());
  }
  await until(stage, "the pay-in is booked", async () => {
    const { paid } = await balancesOf(stage, guardian, enrolmentId);
    return paid === priceFen;
  });
  return new URL(payUrl).origin;
}

async function teach(stage: Stage, classId: string, enrolmentId: string, { run }: FamilyRun) {
  const teacher = stage.as("teacher");
  const session = `/institution/v1/classes/${classId}/sessions/1`;
  const records = [{ enrolmentId, attendance: "present" }];
  const attended = await teacher.post(`${session}/attendance`, { records }, `demo-${run}-attend`);
  attended.expect(Batch);
  const asked = await teacher.post(`${session}/confirmation-request`, {}, `demo-${run}-request`);
  asked.expect(Batch);
}

const untilReleased = (stage: Stage, guardian: string, enrolmentId: string, lessonFen: number) =>
  until(stage, "the fee is released", async () => {
    const { released } = await balancesOf(stage, guardian, enrolmentId);
    return released === lessonFen;
  });

const MOST_LOOKS = 200;
const BETWEEN_LOOKS_MS = 100;

/** Looks again until something is so, each time after the platform has come to rest. */
async function until(stage: Stage, what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await stage.idle();
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
  throw new StoryBroken(`it did not happen that ${what}`);
}
