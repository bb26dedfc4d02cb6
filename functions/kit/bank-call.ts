import { BANK_WINDOW_MS } from "../../adapters/bank/bank-protocol.ts";
import { BankId } from "../../domain/shared/ids.ts";
import { type EpochMs, toRfc3339 } from "../../domain/shared/time.ts";
import type { RequestContext } from "./context.ts";
import { Refused } from "./problem.ts";

/** What the operations of the bank end have in common. */

/** The bank behind a call; contracts with the bank's role guarantee one. */
export function bankOf({ principal }: Pick<RequestContext, "principal">): BankId {
  if (principal.kind !== "bank") throw new Refused("identity.unauthenticated");
  return BankId.parse(principal.bankId);
}

/**
 * The instant at which something has happened at a bank, as it tells. Its clock may be ahead of the platform's by as
 * much as its signatures may be.
 * @param field where the instant stands in the body, for the bank's people
 * @throws Refused where it lies further ahead: a balance of tomorrow would outlive all that are told until then, and a
 * payment of tomorrow would count as late. Nothing is written; the same is taken once the instant has come.
 */
export function happenedAt(
  { now }: Pick<RequestContext, "now">,
  field: string,
  told: string,
): EpochMs {
  const at = Date.parse(told);
  if (at <= now + BANK_WINDOW_MS) return at;
  throw new Refused("input.not-happened-yet", {
    field,
    told,
    now: toRfc3339(now),
    minutes: BANK_WINDOW_MS / 60_000,
  });
}
