import * as z from "zod";
import { BalanceCompared } from "../../events/settlement.ts";
import type { DomainEvent } from "../../events/define.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import { BankId, InstitutionId, TaskId, UnitId } from "../shared/ids.ts";
import { Fen, fen, sumFen, ZERO_FEN } from "../shared/money.ts";
import { DAY_MS, EpochMs, toRfc3339 } from "../shared/time.ts";
import { heldInCustodyFen } from "./balances.ts";
import type { SuspendedPayIn } from "./pay-in.ts";

export const BalanceOutcome = z.enum([
  /** The bank holds exactly what the books say. */
  "agrees",
  /** It differs by money that may be on its way between the two. */
  "under-way",
  /** Money is missing, or the same difference has not gone away: a person has to look. */
  "break",
]);
export type BalanceOutcome = z.infer<typeof BalanceOutcome>;

/** The bank's last word on a custody account, and how it compared. */
export const BalanceState = z.object({
  institutionId: InstitutionId,
  /** Where the institution lay when the bank spoke. */
  countyUnitId: UnitId,
  bankId: BankId,
  custodyAccountNo: z.string().min(1).max(40),
  balanceFen: z.int(),
  /** Bookings on the account, as the bank counts them. */
  serialCount: z.int().min(0),
  asOf: EpochMs,
  heldFen: Fen,
  /** Of `heldFen`, what was of no order. */
  asideFen: Fen.default(ZERO_FEN),
  mustHoldFen: Fen,
  outcome: BalanceOutcome,
  /** Since when the bank's balance has differed from the books by the same amount. */
  differsSince: EpochMs.optional(),
  /** The task that the last break opened. */
  taskId: TaskId.optional(),
});
export type BalanceState = z.infer<typeof BalanceState>;

/** What the books say of the money in one custody account. */
export interface BookedMoney {
  readonly heldFen: Fen;
  /** Of `heldFen`, what is held aside for no order. */
  readonly asideFen: Fen;
  readonly mustHoldFen: Fen;
}

type MoneyAside = Pick<SuspendedPayIn, "amountFen" | "status" | "suspendedAt">;

/** All that is held aside on an account, until the bank has paid it back. */
export const heldAsideFen = (aside: readonly Pick<MoneyAside, "amountFen" | "status">[]): Fen =>
  sumFen(aside.filter(isInCustody).map(({ amountFen }) => amountFen));

/** Whether money that is held aside has not left its account. */
export const isInCustody = ({ status }: Pick<SuspendedPayIn, "status">): boolean =>
  status !== "returned" && status !== "reversed";

/**
 * Adds up what the orders of an institution hold in custody, with what is held aside on its account, and the
 * part that the bank must hold whatever is on its way: money whose release, refund or return is instructed
 * may have left, and money that came in after the bank looked cannot be in what it saw. What an order is short of,
 * since the bank reversed its payment, the bank does not hold, whatever is still claimed of it.
 */
export function bookedMoney(
  enrolments: readonly Pick<EnrolmentState, "balances" | "payment" | "opening" | "reversal">[],
  aside: readonly MoneyAside[],
  seenUpTo: EpochMs,
): BookedMoney {
  const sure = aside.filter(
    ({ status, suspendedAt }) => status === "held" && suspendedAt <= seenUpTo,
  );
  const asideFen = heldAsideFen(aside);
  let heldFen: number = asideFen;
  let mustHoldFen: number = heldAsideFen(sure);
  for (const { balances, payment, opening, reversal } of enrolments) {
    const held = heldInCustodyFen(balances) - (reversal?.shortFen ?? 0);
    heldFen += held;
    if ((payment?.receivedAt ?? opening?.receivedAt ?? 0) <= seenUpTo)
      mustHoldFen += held - balances.releasing - balances.refunding;
  }
  return {
    heldFen: fen(Math.max(0, heldFen)),
    asideFen,
    mustHoldFen: fen(Math.max(0, mustHoldFen)),
  };
}

export type PushedBalance = Pick<
  BalanceState,
  | "institutionId"
  | "countyUnitId"
  | "bankId"
  | "custodyAccountNo"
  | "balanceFen"
  | "serialCount"
  | "asOf"
>;

/** So long the same difference may last before it is nothing under way any more. */
const LONGEST_UNDER_WAY_MS = DAY_MS;

/** Compares what the bank holds with the books. @param before the last comparison of this account, if any */
export function compareBalance(
  before: BalanceState | undefined,
  pushed: PushedBalance,
  booked: BookedMoney,
): BalanceState {
  const { balanceFen, asOf } = pushed;
  const difference = balanceFen - booked.heldFen;
  const kept = before?.taskId === undefined ? {} : { taskId: before.taskId };
  const state = { ...pushed, ...booked, ...kept };
  if (difference === 0) return { ...state, outcome: "agrees" };
  const isTheSame = before !== undefined && before.balanceFen - before.heldFen === difference;
  const differsSince = (isTheSame ? before.differsSince : undefined) ?? asOf;
  const isMissing = balanceFen < booked.mustHoldFen;
  const isLasting = asOf - differsSince >= LONGEST_UNDER_WAY_MS;
  return { ...state, differsSince, outcome: isMissing || isLasting ? "break" : "under-way" };
}

/** The fact of one comparison. */
export const balanceCompared = (state: BalanceState): DomainEvent =>
  BalanceCompared.make({ ...state, asOf: toRfc3339(state.asOf) });
