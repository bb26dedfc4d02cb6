import * as z from "zod";

/**
 * What the journals say of each institution's prepaid fees, added up entry by entry: written from what the events
 * mean, with nothing of what the platform computes its figures by.
 */
export interface JournalFunds {
  /** Where the money of its orders is, by state; `paid` and `transferredIn` are what came in. */
  readonly stateFen: Readonly<Record<string, number>>;
  readonly shortFen: number;
  readonly enrolmentCount: number;
  /** On its account, and of no order. */
  readonly asideFen: number;
  readonly asideCount: number;
  /** The banks' last words: of the custody account, and of the deposit. */
  readonly bankFen: number | undefined;
  readonly comparedFen: number | undefined;
  readonly depositFen: number | undefined;
  readonly floorFen: number | undefined;
}

interface Journalled {
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly institutionId?: string | undefined;
  readonly eventName: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const Moves = z.object({
  moves: z
    .array(
      z.object({ from: z.string(), to: z.string(), amountFen: z.number(), reason: z.string() }),
    )
    .default([]),
});
const Amounts = z.object({
  amountFen: z.number().optional(),
  shortFen: z.number().optional(),
  balanceFen: z.number().optional(),
  heldFen: z.number().optional(),
  floorFen: z.number().optional(),
  outcome: z.string().optional(),
});

/** Money in these states has left the account. */
const GONE = ["released", "refunded", "transferredOut", "reversed", "paid", "transferredIn"];

/** What a bank must still hold for an institution's orders. */
export const heldFenOf = ({ stateFen, shortFen }: JournalFunds): number =>
  Object.entries(stateFen).reduce(
    (sum, [state, amountFen]) => (GONE.includes(state) ? sum : sum + amountFen),
    0 - shortFen,
  );

export function fundsByJournal(
  entries: readonly Journalled[],
  institutionId: string,
): JournalFunds {
  const stateFen: Record<string, number> = {};
  const add = (state: string, amountFen: number) => {
    stateFen[state] = (stateFen[state] ?? 0) + amountFen;
  };
  const orders = new Set<string>();
  const shortOf = new Map<string, number>();
  const aside = new Map<string, number>();
  const last: Record<"bankFen" | "comparedFen" | "depositFen" | "floorFen", number | undefined> = {
    ...{ bankFen: undefined, comparedFen: undefined, depositFen: undefined, floorFen: undefined },
  };
  for (const { aggregateType, aggregateId, eventName, data, ...of } of entries) {
    if (of.institutionId !== institutionId) continue;
    const { amountFen = 0, shortFen = 0, outcome, ...told } = Amounts.parse(data);
    if (aggregateType === "enrolment") {
      orders.add(aggregateId);
      for (const move of Moves.parse(data).moves) {
        if (move.from !== "outside") add(move.from, -move.amountFen);
        else add(move.reason === "transferred-in" ? "transferredIn" : "paid", move.amountFen);
        add(move.to, move.amountFen);
      }
    }
    if (eventName === "payment-reversed") shortOf.set(aggregateId, shortFen);
    if (eventName === "shortage-made-good") shortOf.delete(aggregateId);
    if (eventName === "pay-in-suspended") aside.set(aggregateId, amountFen);
    if (eventName === "return-answered" && outcome === "executed") aside.delete(aggregateId);
    if (eventName === "pay-in-reversed" && outcome === "aside") aside.delete(aggregateId);
    if (eventName === "balance-compared")
      Object.assign(last, { bankFen: told.balanceFen, comparedFen: told.heldFen });
    if (eventName === "deposit-balance-told") last.depositFen = told.balanceFen;
    if (eventName === "deposit-floor-reckoned") last.floorFen = told.floorFen;
  }
  const sum = (amounts: Iterable<number>) => [...amounts].reduce((all, one) => all + one, 0);
  return {
    ...{ stateFen, shortFen: sum(shortOf.values()), enrolmentCount: orders.size },
    ...{ asideFen: sum(aside.values()), asideCount: aside.size, ...last },
  };
}
