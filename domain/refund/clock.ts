import { RefundClockChanged, RefundTakenUpAgain } from "../../events/refund.ts";
import type { Calendar } from "../reference/calendar.ts";
import { recountDeadline } from "../reference/working-day-deadline.ts";
import { type Deadline, type Due, isToBeReminded, nextAttention } from "../shared/deadline.ts";
import { HOUR_MS, type EpochMs } from "../shared/time.ts";
import { dueOfDebt } from "./institution-debt.ts";
import { turnOfRefund } from "./next-step.ts";
import { refundFacts, type RefundDecision, type RefundState } from "./refund.ts";

/**
 * How long a bank may be silent after it was instructed; then a person asks it. The platform's own default: the
 * bank acts on the day, and its working day begins within two.
 */
export const BANK_SILENCE_MS = 48 * HOUR_MS;
/** A workflow acts within minutes, or within the rest between two payments; one that has not is lost. */
const WORKFLOW_SILENCE_MS = 3 * HOUR_MS;

function dueOfInstitution({ status, deadline, remindedAt }: RefundState): Due | undefined {
  if (status !== "applied" || deadline === undefined) return undefined;
  return nextAttention(deadline, remindedAt);
}

/** Since when the platform itself has had to act; nothing where it is somebody else's turn. */
function platformsTurnSince(refund: RefundState): EpochMs | undefined {
  if (turnOfRefund(refund) !== "platform") return undefined;
  const { decidedAt, failedPayments, takenUpAt, requestedAt } = refund;
  const since = [requestedAt, decidedAt, failedPayments.at(-1)?.failedAt, takenUpAt];
  return Math.max(...since.flatMap((at) => at ?? []));
}

/** When the bank has been silent for too long. */
const bankSilentAt = ({ status, payment }: RefundState): EpochMs | undefined =>
  status === "instructed" && payment !== undefined
    ? payment.instructedAt + BANK_SILENCE_MS
    : undefined;

const lostAt = (refund: RefundState): EpochMs | undefined => {
  const since = platformsTurnSince(refund);
  return since === undefined ? undefined : since + WORKFLOW_SILENCE_MS;
};

const certain = (at: EpochMs | undefined): readonly Due[] =>
  at === undefined ? [] : [{ at, provisional: false }];

/** When a refund next needs attention by itself: the earliest of all that may run beside each other. */
export function dueOfRefund(refund: RefundState): Due | undefined {
  const [first] = [
    ...[dueOfInstitution(refund), dueOfDebt(refund)].flatMap((due) => due ?? []),
    ...certain(bankSilentAt(refund)),
    ...certain(lostAt(refund)),
  ].toSorted((a, b) => a.at - b.at);
  return first;
}

export const isBankSilent = (refund: RefundState, at: EpochMs): boolean =>
  at >= (bankSilentAt(refund) ?? Infinity);

/** The institution is reminded of its time to answer. @returns nothing where no reminder is due */
export function remindInstitution(refund: RefundState, at: EpochMs): RefundDecision | undefined {
  const { status, deadline, remindedAt } = refund;
  if (status !== "applied" || deadline === undefined) return undefined;
  if (!isToBeReminded(deadline, remindedAt, at)) return undefined;
  return clockChanged({ ...refund, remindedAt: at }, "reminded", deadline);
}

/** Counts the institution's time by a calendar that was corrected. @returns nothing where that changes nothing */
export function recountInstitution(
  refund: RefundState,
  calendar: Calendar,
): RefundDecision | undefined {
  const { status, deadline } = refund;
  if (status !== "applied" || deadline === undefined) return undefined;
  const counted = recountDeadline(calendar, deadline);
  if (!counted.ok) return undefined;
  const { dueAt, provisional } = counted.value;
  if (dueAt === deadline.dueAt && provisional === deadline.provisional) return undefined;
  return clockChanged({ ...refund, deadline: counted.value }, "recounted", counted.value);
}

const clockChanged = (
  refund: RefundState,
  change: "reminded" | "recounted",
  { lastDay }: Deadline,
): RefundDecision => ({
  refund,
  refundEvent: RefundClockChanged.make({ ...refundFacts(refund), change, dueOn: lastDay }),
});

/** It has been the platform's turn for too long: another workflow takes it up. */
export function takeUpAgain(refund: RefundState, at: EpochMs): RefundDecision | undefined {
  if (at < (lostAt(refund) ?? Infinity)) return undefined;
  const attempt = (refund.attempt ?? 1) + 1;
  const taken: RefundState = { ...refund, attempt, takenUpAt: at };
  return {
    refund: taken,
    refundEvent: RefundTakenUpAgain.make({ ...refundFacts(taken), attempt }),
  };
}
