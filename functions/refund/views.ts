import type * as z from "zod";
import { entriesBetween, type Entry } from "../../adapters/journal.ts";
import { openRecords } from "../../adapters/personal/sealed-record.ts";
import { refundKind, type StoredRefund } from "../../adapters/repositories/refund-items.ts";
import { refundRuleTexts } from "../../domain/refund/ground.ts";
import type { RefundTerm } from "../../domain/refund/refund-term.ts";
import type { RefundState } from "../../domain/refund/refund.ts";
import { RefundStatus } from "../../domain/shared/refund-words.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { QuotedTerm, RefundDetail, RefundSummary } from "./schemas.ts";
import { standingOf } from "./step.ts";
import { textIdsOf } from "./texts.ts";

export const shownLessons = (lessons: RefundState["lessons"]) =>
  lessons.map(({ lessonNumber, amountFen }) => ({ lessonNumber, amountFen }));

/** Each line with the words of its rule. */
export const shownTerms = (terms: readonly RefundTerm[]): z.input<typeof QuotedTerm>[] =>
  terms.map((term) => {
    const { zh, en } = refundRuleTexts[term.rule];
    return { ...term, words: { zh, en } };
  });

/** A refund as lists show it. */
export function refundSummary(refund: RefundState): z.input<typeof RefundSummary> {
  const { enrolmentId, institutionId, countyUnitId, ground, custodyFen, closedAt } = refund;
  return {
    ...standingOf(refund),
    ...{ enrolmentId, institutionId, countyUnitId, ground, custodyFen },
    requestedAt: toRfc3339(refund.requestedAt),
    payBy: toRfc3339(refund.payBy),
    ...(closedAt === undefined ? {} : { closedAt: toRfc3339(closedAt) }),
  };
}

/** A refund alone: its lines, its payment, what the sides wrote, and what happened when. */
export async function refundDetail(
  kit: PersonalKit,
  { state, version, quoted }: StoredRefund,
): Promise<z.input<typeof RefundDetail>> {
  const { refundId, lessons, deductedFen, debt, payment, rejectionCode, bankSerial } = state;
  const [entries, texts] = await Promise.all([
    entriesBetween(kit.table, refundKind.key(refundId).pk, 1, version),
    textsOf(kit, refundId),
  ]);
  return {
    ...refundSummary(state),
    lessons: shownLessons(lessons),
    ...(quoted === undefined ? {} : { terms: shownTerms(quoted) }),
    deductedFen,
    ...(debt === undefined ? {} : { debt: shownDebt(debt) }),
    ...(payment === undefined ? {} : { payment: shownPayment(payment) }),
    ...{ rejectionCode, bankSerial },
    failedPayments: state.failedPayments.map(({ failedAt, ...failed }) => ({
      ...failed,
      failedAt: toRfc3339(failedAt),
    })),
    texts,
    timeline: entries.map(timelineEntry),
  };
}

const shownDebt = ({ amountFen, payBy, status }: NonNullable<RefundState["debt"]>) => ({
  amountFen,
  payBy: toRfc3339(payBy),
  status,
});

const shownPayment = ({
  instructionId,
  attempt,
  instructedAt,
}: NonNullable<RefundState["payment"]>) => ({
  instructionId,
  attempt,
  instructedAt: toRfc3339(instructedAt),
});

async function textsOf(kit: PersonalKit, refundId: string) {
  const ids = textIdsOf(refundId);
  const found = await openRecords(
    kit,
    "refund",
    ids.map(({ id }) => id),
  );
  return ids.flatMap(({ by, id }) => {
    const text = found.get(id)?.["text"];
    return text === undefined ? [] : [{ by, text }];
  });
}

const timelineEntry = (entry: Entry) => ({
  at: toRfc3339(entry.at),
  event: entry.eventName,
  status: RefundStatus.parse(entry.data["status"]),
  by: sideOf(entry),
});

/** Whose step a status is that a person brought about. */
const SIDE_OF: Partial<Record<RefundStatus, "institution" | "authority">> = {
  agreed: "institution",
  rejected: "institution",
  ordered: "authority",
  dismissed: "authority",
  instructed: "authority",
};

function sideOf({ actor, sequence, data }: Entry) {
  if (actor.startsWith("platform:")) return "platform" as const;
  if (actor.startsWith("bank:")) return "bank" as const;
  const side = SIDE_OF[RefundStatus.parse(data["status"])];
  return sequence === 1 ? ("family" as const) : (side ?? "family");
}
