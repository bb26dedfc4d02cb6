import type { EnrolmentState } from "../enrolment/enrolment.ts";
import type { ReleaseHold } from "../institution/holds.ts";
import { type Fen, ZERO_FEN } from "../shared/money.ts";

/** Why an earned fee stays in custody for now: the authority's word, or the want of the order's own money. */
export type HeldBy = ReleaseHold | { readonly kind: "shortage"; readonly shortFen: Fen };

/**
 * What keeps the fees of an order back; nothing where they go their way. Whoever draws a release up, sends it, or
 * says what happens to it next asks here.
 * @param hold what the authority keeps the institution's releases back by, if it does
 */
export function heldBy(
  { reversal }: Pick<EnrolmentState, "reversal">,
  hold: ReleaseHold | undefined,
): HeldBy | undefined {
  const shortFen = reversal?.shortFen ?? ZERO_FEN;
  return hold ?? (shortFen > 0 ? { kind: "shortage", shortFen } : undefined);
}
