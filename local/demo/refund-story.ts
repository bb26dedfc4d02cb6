import * as z from "zod";
import { endOfDay } from "../../domain/shared/deadline.ts";
import { LocalDate } from "../../domain/shared/time.ts";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { bankDesk } from "./bank-desk.ts";
import type { FamilyRun } from "./family-story.ts";
import { balancesOf, expectFen, yuan } from "./money.ts";
import { until } from "./steps.ts";

const Quote = z.object({
  quote: z.string(),
  totalFen: z.int(),
  institutionFen: z.literal(0),
  asksInstitution: z.literal(true),
  terms: z.array(
    z.object({ amountFen: z.int(), words: z.object({ zh: z.string(), en: z.string() }) }),
  ),
});
const Standing = z.object({ refundId: z.string(), status: z.string() });
const Refund = Standing.extend({
  totalFen: z.int(),
  lessons: z.array(z.object({ lessonNumber: z.int() })),
  deadline: z
    .object({ dueOn: LocalDate, article: z.string(), isProvisional: z.boolean() })
    .optional(),
  failedPayments: z.array(z.object({ reasonCode: z.string() })),
  bankSerial: z.string().optional(),
});
type Refund = z.infer<typeof Refund>;
const Refunds = z.object({
  refunds: z.array(z.object({ refundId: z.string(), enrolmentId: z.string() })),
});

/** One fewer than the platform tells the bank before a person has to see to it. */
const REFUSALS = 2;
/** Longer than a bank that has refused rests. */
const REST_MS = 31 * 60_000;

interface OrderToRefund {
  readonly enrolmentId: string;
  readonly bankUrl: string;
}

/** What is given back: some lessons by their numbers, or all that there are. */
interface Asked {
  readonly name: string;
  readonly lessonNumbers?: readonly number[];
  /** A lesson by which the request is found again when a run goes on after an interruption. */
  readonly oneOfThem: number;
}
const SOME: Asked = { name: "some", lessonNumbers: [18, 19, 20], oneOfThem: 18 };
const REST: Asked = { name: "the-rest", oneOfThem: 6 };

/** Two refunds of one order: the institution agrees to some lessons; it is silent on the rest, and the bank fails. */
export async function playRefunds(
  stage: Stage,
  { enrolmentId, bankUrl }: OrderToRefund,
  family: FamilyRun,
): Promise<void> {
  const { guardian, say } = family;
  say("\n退费 refunds:");
  const some = await ask(stage, enrolmentId, SOME, family);
  if (await awaitsInstitution(stage, some, family)) {
    await agree(stage, some, family);
    say("机构同意 the institution agrees");
  }
  await untilPaid(stage, some, family);

  const rest = await ask(stage, enrolmentId, REST, family);
  if (await awaitsInstitution(stage, rest, family)) {
    await bankDesk(bankUrl).refuse("refunds", REFUSALS);
    await letTimePass(stage, rest, family);
  }
  await untilPaid(stage, rest, family);
  const { unconsumed, refunding } = await balancesOf(stage, guardian, enrolmentId);
  expectFen("unconsumed once all is given back", unconsumed, 0);
  expectFen("refunding once all is paid", refunding, 0);
}

const look = async (stage: Stage, guardian: string, refundId: string): Promise<Refund> =>
  (await stage.as(guardian).get(`/family/v1/refunds/${refundId}`)).expect(Refund);

/** A run that goes on after an interruption may find it further on its way. */
const awaitsInstitution = async (stage: Stage, refundId: string, { guardian }: FamilyRun) =>
  (await look(stage, guardian, refundId)).status === "applied";

/** Has a refund worked out, and asks for exactly that. */
async function ask(
  stage: Stage,
  enrolmentId: string,
  asked: Asked,
  { guardian, run, say }: FamilyRun,
): Promise<string> {
  const made = await findRefund(stage, guardian, enrolmentId, asked);
  if (made !== undefined) return made;
  const { name, lessonNumbers } = asked;
  const family = stage.as(guardian);
  const wanted = { ground: "consumer", ...(lessonNumbers === undefined ? {} : { lessonNumbers }) };
  const order = `/family/v1/enrolments/${enrolmentId}`;
  const quoted = await family.post(`${order}/refund-quotes`, wanted);
  const { quote, totalFen, terms } = quoted.expect(Quote);
  say("测算 what the law says, line by line:");
  for (const { amountFen, words } of terms)
    say(`  ${yuan(amountFen).padStart(12)}  ${words.zh} ${words.en}`);
  const body = { quote, text: "孩子转学，不再上课" };
  const placed = await family.post(`${order}/refunds`, body, `demo-${run}-refund-${name}`);
  const { refundId } = placed.expect(Standing);
  expectFen("asked for", (await look(stage, guardian, refundId)).totalFen, totalFen);
  say(`家长申请退费，费用冻结 the family asks for it, the money is held: ${yuan(totalFen)}`);
  return refundId;
}

async function findRefund(
  stage: Stage,
  guardian: string,
  enrolmentId: string,
  { oneOfThem }: Asked,
): Promise<string | undefined> {
  const listed = await stage.as(guardian).get("/family/v1/refunds?limit=100");
  for (const refund of listed.expect(Refunds).refunds) {
    if (refund.enrolmentId !== enrolmentId) continue;
    const { lessons } = await look(stage, guardian, refund.refundId);
    if (lessons.some(({ lessonNumber }) => lessonNumber === oneOfThem)) return refund.refundId;
  }
  return undefined;
}

async function agree(stage: Stage, refundId: string, { run }: FamilyRun): Promise<void> {
  const path = `/institution/v1/refunds/${refundId}/decision`;
  const key = `demo-${run}-agree-${refundId}`;
  (await stage.as("owner").post(path, { decision: "agree" }, key)).expect(Standing);
}

/** The institution's time passes; where it cannot end before next year's calendar, the institution agrees. */
async function letTimePass(stage: Stage, refundId: string, family: FamilyRun): Promise<void> {
  const { guardian, say } = family;
  const { deadline } = await look(stage, guardian, refundId);
  if (deadline === undefined) throw new StoryBroken("the institution has a time to answer in");
  const { dueOn, article, isProvisional } = deadline;
  if (isProvisional) {
    await agree(stage, refundId, family);
    say("该期限尚待次年放假安排，机构同意 that year's calendar is awaited; the institution agrees");
    return;
  }
  say(`机构不答复。期限 the institution is silent; its last day is ${dueOn}, ${article}`);
  await stage.moveTo(endOfDay(dueOn));
  await until(stage, "silence agrees to the refund", async () => {
    return (await look(stage, guardian, refundId)).status !== "applied";
  });
  say("期满未答复，视为同意 the time is over: silence agrees");
}

/** Waits for the bank, which may refuse, rest, and be told again. */
async function untilPaid(stage: Stage, refundId: string, family: FamilyRun): Promise<void> {
  const { guardian, say } = family;
  let told = 0;
  await until(stage, "the family has its refund", async () => {
    const { status, failedPayments } = await look(stage, guardian, refundId);
    for (const { reasonCode } of failedPayments.slice(told)) {
      say(`银行退回 the bank refuses (${reasonCode}): it is told again after half an hour`);
      told += 1;
    }
    if (status === "bank-failed") await stage.moveTo((await stage.now()) + REST_MS);
    return status === "paid";
  });
  const { totalFen, bankSerial } = await look(stage, guardian, refundId);
  say(`银行已原路退费 the bank has paid it back: ${yuan(totalFen)}, ${bankSerial ?? ""}`);
}
