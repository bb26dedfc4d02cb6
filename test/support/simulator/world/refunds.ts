import { RefundOrdered } from "../../../../events/complaint.ts";
import type { Commands } from "../engine/commands.ts";
import type { Story } from "../engine/story.ts";
import type { Order } from "./families.ts";
import { countyOfficer } from "./officers.ts";
import { operations } from "./operations.ts";
import type { Post } from "./post.ts";
import { numbered, staffOf } from "./stage.ts";

/** What people wrote about refunds; it must be found nowhere. */
export const REFUND_TEXT = "孩子转学去了外地";
const GROUNDS = ["consumer", "consumer", "institution", "cooling-off", "before-start"] as const;
const PART = 0.6;

interface Chosen {
  readonly order: Order;
  readonly refundId: string;
}

const refundsThat = (orders: readonly Order[], stands: readonly string[]): Chosen[] =>
  orders.flatMap((order) =>
    [...order.refunds].flatMap(([refundId, now]) =>
      stands.includes(now) ? [{ order, refundId }] : [],
    ),
  );

/** A family has a refund worked out, of some lessons or of all, and mostly asks for it at once. */
export async function askForRefund(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const { chance } = story;
  const order = chance.pick(orders.filter((one) => one.isPaid && !one.family.isSilent));
  if (order === undefined) return;
  const { enrolmentId, family } = order;
  const [firstStart = 0] = order.class.sessionStarts;
  // Most have a reason only once they have seen a lesson.
  if (story.now < firstStart && chance.happens(0.7)) return;
  const { length } = order.class.sessionStarts;
  const some = Array.from({ length }, (_, place) => place + 1).filter(() => chance.happens(PART));
  const lessonNumbers = some.length > 0 && chance.happens(0.7) ? { lessonNumbers: some } : {};
  const quoted = await operations.quoteRefund.call(story, {
    principal: family.principal,
    path: { enrolmentId },
    body: { ground: chance.pick(GROUNDS), ...lessonNumbers },
  });
  story.trace.add(`quoteRefund ${enrolmentId} ${quoted.kind}`);
  if (quoted.kind === "answered")
    order.quotes.push((JSON.parse(quoted.text) as { readonly quote: string }).quote);
  const quote = chance.happens(0.8) ? order.quotes.at(-1) : chance.pick(order.quotes);
  if (quote === undefined || chance.happens(0.1)) return;
  await commands.begin({
    operation: operations.requestRefund,
    request: {
      principal: family.principal,
      path: { enrolmentId },
      body: { quote, text: REFUND_TEXT },
    },
    otherwise: { body: { quote, text: `${REFUND_TEXT}。` } },
    onAnswer: ({ refundId, status }) => order.refunds.set(String(refundId), String(status)),
  });
}

/** A family takes a refund back, perhaps while others decide about it. */
export async function withdrawRefund(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const chosen = story.chance.pick(refundsThat(orders, ["applied", "rejected", "agreed"]));
  if (chosen === undefined) return;
  const { order, refundId } = chosen;
  await commands.begin({
    operation: operations.withdrawRefund,
    request: { principal: order.family.principal, path: { refundId } },
    onceOnly: "refund.not-withdrawable",
    ...knowing(chosen),
  });
}

/** An institution agrees or refuses, or is silent. */
export async function answerRefund(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const { chance } = story;
  const chosen = chance.pick(refundsThat(orders, ["applied"]));
  if (chosen === undefined) return;
  const { order, refundId } = chosen;
  const refuses = { decision: "reject", reasonCode: "amount-disputed", text: REFUND_TEXT };
  const body = chance.happens(0.35) ? { decision: "agree" } : refuses;
  await commands.begin({
    operation: operations.decideRefund,
    request: { principal: staffOf(order.class.institutionId), path: { refundId }, body },
    otherwise: { body: { ...refuses, reasonCode: "other" } },
    onceOnly: "refund.not-awaiting-answer",
    ...knowing(chosen),
  });
}

/** An officer decides what an institution has refused: all of it, one lesson of it, or nothing. */
export async function arbitrateOne(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const { chance } = story;
  const chosen = chance.pick(refundsThat(orders, ["rejected"]));
  if (chosen === undefined) return;
  const { refundId, order } = chosen;
  const lesson = 1 + chance.below(order.class.sessionStarts.length);
  const part = chance.happens(0.4) ? { lessonNumbers: [lesson] } : {};
  const body = chance.happens(0.75)
    ? { finding: "order", text: "已核实", ...part }
    : { finding: "dismiss", text: "已核实" };
  await commands.begin({
    operation: operations.arbitrateRefund,
    request: { principal: countyOfficer, path: { refundId }, body },
    otherwise: { body: { finding: "dismiss", text: "未核实" } },
    onceOnly: "refund.not-rejected",
    ...knowing(chosen),
    // A lesson that is not in the refund leaves it as it is.
    onRefusal: (code) => {
      if (code !== "refund.lesson-not-in-refund") order.refunds.set(refundId, "open");
    },
  });
}

/** An officer has a refund paid once more, or a family says that it has what an institution owed it. */
export async function pushRefund(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const { chance } = story;
  const chosen = chance.pick(refundsThat(orders, ["open", "applied", "agreed", "ordered"]));
  if (chosen === undefined) return;
  const { refundId, order } = chosen;
  const path = { refundId };
  await commands.begin(
    chance.happens(0.5)
      ? {
          operation: operations.retryRefundPayment,
          request: { principal: countyOfficer, path, body: { finding: "已与银行核对" } },
        }
      : {
          operation: operations.confirmRefundReceipt,
          request: { principal: order.family.principal, path },
          onceOnly: "refund.nothing-owed",
        },
  );
}

/** The end of a complaint orders money back, of whole lessons or as a sum. */
export function orderRefund(story: Story, post: Post, orders: readonly Order[]): void {
  const { chance } = story;
  const order = chance.pick(orders.filter(({ isPaid }) => isPaid));
  if (order === undefined) return;
  const { length } = order.class.sessionStarts;
  const refund = chance.happens(0.5)
    ? { lessons: [1 + chance.below(length)] }
    : { amountFen: 1 + chance.below(20_000) };
  complaintOrders(story, post, order, refund);
  story.trace.add(`a complaint orders ${JSON.stringify(refund)} of ${order.enrolmentId}`);
}

/** Says on the bus what the workflow of a complaint says at its end. */
export function complaintOrders(
  story: Story,
  post: Post,
  { enrolmentId, class: { institutionId } }: Pick<Order, "enrolmentId" | "class">,
  refund: { readonly lessons: readonly number[] } | { readonly amountFen: number },
): void {
  const number = story.newNumber();
  post.bus.openOrderedRefund.post({
    isPoison: false,
    event: {
      ...{ specversion: "1.0", id: `complaint-${number}`, source: "/xiaowai" },
      ...{ type: RefundOrdered.detailType, time: "2026-03-02T09:00:00.000+08:00" },
      ...{ subject: enrolmentId, datacontenttype: "application/json", actor: "complaints" },
      ...{ correlationid: `complaint-${number}`, sequence: 1 },
      data: {
        complaintId: numbered("cmp", number),
        ...{ institutionId, enrolmentId, refund, tier: "county", orderedBy: "authority" },
      },
    },
  });
}

/** What an answer, or a refusal, tells of a refund. */
const knowing = ({ order, refundId }: Chosen) => ({
  onAnswer: ({ status }: Record<string, unknown>) =>
    void order.refunds.set(refundId, String(status)),
  onRefusal: () => void order.refunds.set(refundId, "open"),
});
