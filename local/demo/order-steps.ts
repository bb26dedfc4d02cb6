import * as z from "zod";
import { Fen } from "../../domain/shared/money.ts";
import { addDays, type LocalDate } from "../../domain/shared/time.ts";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { balancesOf, expectFen, yuan } from "./money.ts";
import type { pupilOfRun } from "./pupil.ts";
import { until } from "./steps.ts";

/** From an empty timetable to a payment: what the stories about orders have in common. */

const Class = z.object({ classId: z.string() });
const Order = z.object({ enrolmentId: z.string(), priceFen: Fen, termsHash: z.string() });
const Payment = z.object({ payUrl: z.url(), amountFen: Fen, expiresAt: z.string() });

export type Order = z.infer<typeof Order>;

/** A class as it is planned: a session every fourth day, at ten in the morning. */
export interface ClassPlan {
  /** The persona that opens it. */
  readonly owner: string;
  readonly courseId: string;
  readonly firstDay: LocalDate;
  readonly lessonCount: number;
  /** The idempotency key of its opening. */
  readonly key: string;
}

/** Twenty lessons, every fourth day, end within the three months that one charge may cover. */
const DAYS_BETWEEN_LESSONS = 4;

export async function openClass(stage: Stage, plan: ClassPlan, say: (line: string) => void) {
  const { owner, courseId, firstDay, lessonCount, key } = plan;
  const sessions = Array.from({ length: lessonCount }, (_, index) => {
    const day = addDays(firstDay, index * DAYS_BETWEEN_LESSONS);
    return { startsAt: `${day}T10:00:00+08:00`, endsAt: `${day}T10:45:00+08:00` };
  });
  const path = `/institution/v1/courses/${courseId}/classes`;
  const opened = await stage.as(owner).post(path, { capacity: 30, sessions }, key);
  const { classId } = opened.expect(Class);
  say(`开班 a class of ${lessonCount} sessions opens: ${classId}`);
  return {
    classId,
    /** When a session ends, in epoch milliseconds. */
    endOf: (session: number): number => Date.parse(sessions[session - 1]?.endsAt ?? ""),
  };
}

/** Who orders, for which child, and the idempotency key of each step. */
export interface Customer {
  readonly guardian: string;
  readonly pupil: ReturnType<typeof pupilOfRun>;
  readonly keyOf: (step: string) => string;
  readonly say: (line: string) => void;
}

/** A guardian registers, adds a child, orders a seat for it and signs the contract. */
export async function placeOrder(
  stage: Stage,
  classId: string,
  { guardian, pupil, keyOf, say }: Customer,
): Promise<Order> {
  const family = stage.as(guardian);
  (await family.post("/family/v1/guardians", undefined)).expect(z.object({}));
  const added = await family.post("/family/v1/students", pupil);
  const { studentId } = added.expect(z.object({ studentId: z.string() }));
  const placed = await family.post("/family/v1/orders", { studentId, classId }, keyOf("order"));
  const order = placed.expect(Order);
  say(`下单 order ${order.enrolmentId} for ${yuan(order.priceFen)}`);
  const signed = await family.post(
    `/family/v1/orders/${order.enrolmentId}/contract`,
    { termsHash: order.termsHash },
    keyOf("sign"),
  );
  const { contractNo } = signed.expect(z.object({ contractNo: z.string() }));
  say(`签约 contract ${contractNo} (GF-2021-2604) signed`);
  return order;
}

/** The family asks where to pay, and until when. */
export async function askPayment(
  stage: Stage,
  { enrolmentId }: Order,
  { guardian, keyOf }: Pick<Customer, "guardian" | "keyOf">,
) {
  const path = `/family/v1/orders/${enrolmentId}/payment`;
  return (await stage.as(guardian).post(path, undefined, keyOf("pay"))).expect(Payment);
}

/** The family pays at once, and the platform books it. @returns the bank's address */
export async function payInFull(
  stage: Stage,
  order: Order,
  customer: Pick<Customer, "guardian" | "keyOf">,
): Promise<string> {
  const { enrolmentId, priceFen } = order;
  const paid = async () => (await balancesOf(stage, customer.guardian, enrolmentId)).paid;
  const { payUrl, amountFen } = await askPayment(stage, order, customer);
  expectFen("the amount asked", amountFen, priceFen);
  if ((await paid()) === 0) await payAtBank(payUrl, amountFen);
  await until(stage, "the pay-in is booked", async () => (await paid()) === priceFen);
  return new URL(payUrl).origin;
}

const PAYER_ACCOUNT = "6217000012345678";

/** The family pays on the bank's page; the bank tells the platform, signed. */
export async function payAtBank(payUrl: string, amountFen: number): Promise<void> {
  const paid = await fetch(payUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ amountFen, payerAccountNo: PAYER_ACCOUNT }),
  });
  // 409: paid in an earlier run that was interrupted before the bank's word arrived.
  if (!paid.ok && paid.status !== 409) throw new StoryBroken(await paid.text());
}
