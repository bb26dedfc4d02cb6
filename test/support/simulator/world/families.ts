import { keys } from "../../../../adapters/table/keys.ts";
import type { Write } from "../../../../adapters/table/table.ts";
import { DAY_MS } from "../../../../domain/shared/time.ts";
import type { Principal } from "../../../../functions/kit/context.ts";
import type { Commands } from "../engine/commands.ts";
import { operations } from "./operations.ts";
import { numbered, type StageClass } from "./stage.ts";
import type { Story } from "../engine/story.ts";

export interface Family {
  readonly principal: Extract<Principal, { kind: "member" }>;
  readonly studentId: string;
  /** It never answers what it is asked to confirm: the law answers for it. */
  readonly isSilent: boolean;
  order?: Order;
  /** Orders of other classes to which it has changed. */
  readonly changed: Order[];
  isBusy: boolean;
  hasGivenUp: boolean;
  /** It has said how it wants to be told. */
  hasWishes: boolean;
}

/** What a family and a teacher know of an order: what they were told, nothing else. */
export interface Order {
  readonly family: Family;
  readonly class: StageClass;
  readonly enrolmentId: string;
  readonly termsHash: string;
  isSigned: boolean;
  paymentId?: string;
  isPaid: boolean;
  /** By lesson: how far it has come, as far as was told. */
  readonly lessons: Map<number, LessonStands>;
  /** By lesson: its dispute that is not known to be settled by an officer. */
  readonly disputes: Map<number, string>;
  /** Lessons whose confirmation somebody set out to take back: they may be confirmed twice. */
  readonly undone: Set<number>;
  /** What refunds of it would come to, as the family was told. */
  readonly quotes: string[];
  /** By refund: how it stands, as far as was told. */
  readonly refunds: Map<string, string>;
}

export type LessonStands = "present" | "absent" | "requested" | "disputed" | "confirmed";

/** One family of so many is silent. */
const SILENT = 6;

export const aFamily = (n: number): Family => ({
  principal: { kind: "member", memberId: numbered("mem", n), roles: [{ role: "guardian" }] },
  studentId: numbered("stu", n),
  isSilent: n % SILENT === 0,
  changed: [],
  isBusy: false,
  hasGivenUp: false,
  hasWishes: false,
});

/** That the child is theirs was recorded before the story. */
export const linkOf = ({ principal, studentId }: Family): Write => ({
  kind: "put",
  item: {
    ...keys.studentOfGuardian(principal.memberId, studentId),
    type: "guardian-student",
    linkedAt: 0,
  },
});

/** How often a family does not take the next step, so that its order lapses. */
const FORGETS = 0.03;

/** Orders, signs, asks for the payment, and pays at the bank: a family's next step. */
export async function takeNextStep(
  story: Story,
  commands: Commands,
  family: Family,
): Promise<void> {
  const { order, principal } = family;
  const settle = { onRefusal: () => giveUp(family) };
  if (order === undefined) {
    const joined = story.chance.pick(story.stage.classes);
    if (joined === undefined) return;
    family.isBusy = true;
    return commands.begin({
      operation: operations.placeOrder,
      request: { principal, body: { studentId: family.studentId, classId: joined.classId } },
      otherwise: { body: { studentId: family.studentId, classId: numbered("cls", 0) } },
      onAnswer: (answer) => {
        family.order = placed(family, joined, answer);
        family.isBusy = false;
      },
      ...settle,
    });
  }
  const { enrolmentId, termsHash } = order;
  if (story.chance.happens(FORGETS)) {
    family.hasGivenUp = true;
    return;
  }
  if (!order.isSigned) {
    family.isBusy = true;
    return commands.begin({
      operation: operations.signContract,
      request: { principal, path: { enrolmentId }, body: { termsHash } },
      otherwise: { body: { termsHash: "0".repeat(64) } },
      onceOnly: "enrolment.not-awaiting-signature",
      onAnswer: () => {
        order.isSigned = true;
        family.isBusy = false;
      },
      ...settle,
    });
  }
  if (order.paymentId === undefined) {
    family.isBusy = true;
    return commands.begin({
      operation: operations.payOrder,
      request: { principal, path: { enrolmentId } },
      onAnswer: ({ paymentId }) => {
        order.paymentId = String(paymentId);
        family.isBusy = false;
      },
      ...settle,
    });
  }
  payAtBank(story, order, order.paymentId);
}

function giveUp(family: Family): void {
  family.isBusy = false;
  family.hasGivenUp = true;
}

/** What families know of an order from its answer on. */
export const placed = (
  family: Family,
  joined: StageClass,
  { enrolmentId, termsHash }: Record<string, unknown>,
): Order => ({
  family,
  class: joined,
  enrolmentId: String(enrolmentId),
  termsHash: String(termsHash),
  isSigned: false,
  isPaid: false,
  lessons: new Map(),
  disputes: new Map(),
  undone: new Set(),
  quotes: [],
  refunds: new Map(),
});

/** An order is not paid for so long. */
const DAYS_TOO_LATE = 2;

/** Mostly right; sometimes a fen too much, days too late, or under words that mean nothing. */
function payAtBank(story: Story, order: Order, paymentId: string): void {
  const { chance } = story;
  const { institutionId } = order.class;
  const accounts = story.stage.institutions.find((one) => one.institutionId === institutionId);
  const bank = story.banks.get(accounts?.bankId ?? "");
  if (bank === undefined || accounts === undefined) return;
  const { custodyAccountNo } = accounts;
  if (chance.happens(0.05)) {
    const astray = { paymentId: "for-lessons", custodyAccountNo, amountFen: 100 };
    bank.payIn(astray);
    return;
  }
  const surplusFen = chance.happens(0.05) ? 1 : 0;
  const pay = () => {
    const isTaken = bank.pay(paymentId, surplusFen);
    story.trace.add(`${order.enrolmentId} pays ${paymentId} ${surplusFen} ${isTaken}`);
    if (!isTaken) order.family.hasGivenUp = true;
  };
  if (!chance.happens(0.04)) {
    pay();
    return;
  }
  order.family.hasGivenUp = true;
  story.putOff(DAYS_TOO_LATE * DAY_MS, pay);
}
