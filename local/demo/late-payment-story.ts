import * as z from "zod";
import { addDays } from "../../domain/shared/time.ts";
import type { FoundedCity } from "../demo-city/found-city.ts";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import type { FamilyRun } from "./family-story.ts";
import { expectFen, yuan } from "./money.ts";
import { askPayment, openClass, payAtBank, placeOrder } from "./order-steps.ts";
import { pupilOfRun } from "./pupil.ts";
import { until } from "./steps.ts";

/** Money that came after its order had lapsed, and what has become of it. */
export interface LatePayment {
  readonly guardian: string;
  readonly enrolmentId: string;
  readonly amountFen: number;
  readonly returnSerial: string;
}

const Enrolment = z.object({ status: z.string() });
const SuspendedPayments = z.object({
  payments: z.array(
    z.object({
      bankSerial: z.string(),
      enrolmentId: z.string().optional(),
      amountFen: z.int(),
      because: z.object({ zh: z.string(), en: z.string() }),
      status: z.enum(["held", "returning", "returned"]),
      returnSerial: z.string().optional(),
    }),
  ),
});

const SMALL_COURSE = {
  title: "少儿素描体验",
  subjectKey: "sketching",
  category: "culture-art",
  mode: "offline",
  lessonCount: 4,
  priceFen: 40_000,
};

/** Within a month of the order: no earlier may be charged. */
const DAYS_TO_CLASS = 7;
/** Longer than the platform waits, after the time to pay, for a bank's word of a payment made in time. */
const AFTER_EXPIRY_MS = 60 * 60_000;

/** A family orders and does not pay in time; it pays when the order has lapsed, and has its money back. */
export async function playLatePayment(
  stage: Stage,
  city: FoundedCity,
  { run, beganOn, say }: Omit<FamilyRun, "guardian">,
): Promise<LatePayment> {
  say("\n逾期缴费 a payment that comes too late:");
  const guardian = `late-guardian-of-run-${run}`;
  const keyOf = (step: string): string => `demo-${run}-late-${step}`;
  const plan = {
    owner: "owner",
    courseId: await smallCourse(stage, city),
    firstDay: addDays(beganOn, DAYS_TO_CLASS),
    lessonCount: SMALL_COURSE.lessonCount,
    key: keyOf("open-class"),
  };
  const { classId } = await openClass(stage, plan, say);
  const pupil = pupilOfRun(run, "second", await stage.now());
  const order = await placeOrder(stage, classId, { guardian, pupil, keyOf, say });
  const { enrolmentId } = order;
  const { payUrl, amountFen, expiresAt } = await askPayment(stage, order, { guardian, keyOf });
  expectFen("the amount asked", amountFen, order.priceFen);

  await stage.moveTo(Date.parse(expiresAt) + AFTER_EXPIRY_MS);
  await until(stage, "the unpaid order lapses", async () => {
    const answer = await stage.as(guardian).get(`/family/v1/enrolments/${enrolmentId}`);
    return answer.expect(Enrolment).status === "terminated";
  });
  say(`到期 ${expiresAt} 未缴费，订单失效 not paid in time: the order lapses, its seat is free`);

  await payAtBank(payUrl, amountFen);
  const mine = async () => {
    const answer = await stage.as(guardian).get("/family/v1/suspended-payments");
    const { payments } = answer.expect(SuspendedPayments);
    return payments.find((payment) => payment.enrolmentId === enrolmentId);
  };
  await until(stage, "the late money is held aside", async () => (await mine()) !== undefined);
  const held = await mine();
  say(
    `家长仍付款，转入待查资金 paid nevertheless, into suspense: ${yuan(amountFen)}. ${held?.because.zh ?? ""} ${held?.because.en ?? ""}`,
  );
  await until(stage, "it is returned", async () => (await mine())?.status === "returned");
  const returned = await mine();
  if (returned?.returnSerial === undefined) throw new StoryBroken("a return has the bank's serial");
  expectFen("returned", returned.amountFen, amountFen);
  const { bankSerial, returnSerial } = returned;
  say(
    `银行原路退回 returned by its original route: ${yuan(amountFen)}, ${bankSerial} → ${returnSerial}`,
  );
  return { guardian, enrolmentId, amountFen, returnSerial };
}

/** One small course for all runs: its keys are the demo's, not a run's. */
async function smallCourse(stage: Stage, { institutionId }: FoundedCity): Promise<string> {
  const owner = stage.as("owner");
  const path = `/institution/v1/institutions/${institutionId}/courses`;
  const created = await owner.post(path, SMALL_COURSE, "demo-create-small-course");
  const { courseId } = created.expect(z.object({ courseId: z.string() }));
  const publication = `/institution/v1/courses/${courseId}/publication`;
  (await owner.post(publication, undefined, "demo-publish-small-course")).expect(z.object({}));
  return courseId;
}
