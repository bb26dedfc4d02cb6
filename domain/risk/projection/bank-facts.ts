import * as z from "zod";
import { BalanceCompared } from "../../../events/settlement.ts";
import { DepositBalanceTold, DepositFloorReckoned } from "../../../events/supervision.ts";
import { shanghaiDate } from "../../shared/time.ts";
import type { FactPart } from "./day-record.ts";
import { defineFactSource, each, on, Stateless } from "./fact-source.ts";

const BalanceShare = z.object({
  missingFen: z.int().min(0),
  /** By how much the bank's last word differs from the books, in fen. */
  besideFen: z.int(),
});
type BalanceShare = z.infer<typeof BalanceShare>;

/**
 * What a bank says it holds, against the books: they follow each of its notices, its balance comes once a day. So what is
 * kept is by how much its word differs from them, and between two words custody moves as the books do. What may be on
 * its way, between all that is booked and what cannot have left yet, is no difference. What the bank must hold and does
 * not has left the account without a release: it counts as outflow, on the day for which the bank speaks, by as much as
 * it has grown since the word before.
 */
export const balanceFacts = defineFactSource<BalanceShare>({
  aggregateType: "balance",
  state: BalanceShare,
  initial: { missingFen: 0, besideFen: 0 },
  events: [
    on(BalanceCompared, ({ balanceFen, heldFen, mustHoldFen, asOf }, { state, day }) => {
      const missingFen = Math.max(0, mustHoldFen - balanceFen);
      const besideFen = Math.max(0, balanceFen - heldFen) - missingFen;
      const differsFen = besideFen - state.besideFen;
      const grownFen = missingFen - state.missingFen;
      const parts: FactPart[] = [];
      if (differsFen !== 0) parts.push({ day, fact: "custodyBalanceFen", amount: differsFen });
      if (grownFen > 0)
        parts.push({ day: shanghaiDate(Date.parse(asOf)), fact: "outflowFen", amount: grownFen });
      return { state: { missingFen, besideFen }, parts };
    }),
  ],
});

/** What the deposit account holds, by the bank's word, and what it has to hold. */
export const depositFacts = defineFactSource({
  aggregateType: "deposit",
  state: Stateless,
  initial: {},
  events: [
    each(DepositBalanceTold, ({ balanceFen, asOf }) => {
      const at = Date.parse(asOf);
      return [{ day: shanghaiDate(at), at, fact: "depositBalanceFen", amount: balanceFen }];
    }),
    each(DepositFloorReckoned, ({ floorFen }, { day }) => [
      { day, fact: "depositFloorFen", amount: floorFen },
    ]),
  ],
});
