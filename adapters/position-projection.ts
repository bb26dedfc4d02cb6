import * as z from "zod";
import { Balances, NO_MONEY } from "../domain/custody/balances.ts";
import { evolveBalances } from "../domain/custody/replay.ts";
import { shortFenAfter } from "../domain/enrolment/shortage.ts";
import { Fen, ZERO_FEN } from "../domain/shared/money.ts";
import { entriesBetween, type Entry } from "./journal.ts";
import { keys } from "./table/keys.ts";
import { CommitRefused, type Table, type Write } from "./table/table.ts";

/** What one enrolment contributes to its institution's position, and up to which entry. */
const Share = z.object({
  enrolmentId: z.string(),
  sequence: z.int().min(0),
  balances: Balances,
  /** What the order is short of, since the bank took its payment back. */
  shortFen: Fen.default(ZERO_FEN),
  /** When the last entry that it holds was written; milliseconds since 1970. */
  lastEntryAt: z.int().min(0),
});
export type Share = z.infer<typeof Share>;

/** An institution's totals as the projection keeps them. */
const Totals = Balances.extend({
  /** What all orders together are short of. */
  shortFen: Fen.default(ZERO_FEN),
  enrolmentCount: z.int().min(0),
  lastEntryAt: z.int().min(0).optional(),
});
export type Totals = z.infer<typeof Totals>;

/** Those of an institution into which nothing came yet. */
export const NO_TOTALS: Totals = { ...NO_MONEY, shortFen: ZERO_FEN, enrolmentCount: 0 };

type Place = Readonly<Record<string, string>>;

const COLUMNS = Balances.keyof().options;

/**
 * Folds an enrolment's journal into its institution's totals, exactly once under repeats and disorder:
 * the share remembers the last entry it holds, and share and totals move in one transaction. An entry
 * that came too early brings those before it along.
 */
export async function projectPosition(table: Table, entry: Entry): Promise<void> {
  const { institutionId, aggregateId: enrolmentId } = entry;
  if (institutionId === undefined) return;
  for (;;) {
    const share = await readShare(table, institutionId, enrolmentId);
    if (share.sequence >= entry.sequence) return;
    const missing = await entriesBetween(table, entry.pk, share.sequence + 1, entry.sequence);
    const balances = missing.reduce(evolveBalances, share.balances);
    const shortFen = missing.reduce(shortFenAfter, share.shortFen);
    try {
      await table.commit(
        shareWrites(institutionId, share, {
          enrolmentId,
          sequence: entry.sequence,
          balances,
          shortFen,
          lastEntryAt: entry.at,
        }),
      );
      return;
    } catch (error) {
      // Another delivery was faster: look again at how far the share has come.
      if (!(error instanceof CommitRefused)) throw error;
    }
  }
}

/** An institution's totals; nothing came in where there are none. */
export async function readTotals(table: Table, institutionId: string): Promise<Totals> {
  const item = await table.get(keys.position(institutionId));
  return item === undefined ? NO_TOTALS : Totals.parse(item);
}

/** The totals of up to 100 institutions by their ids; those without an order are left out. */
export async function readManyTotals(
  table: Table,
  institutionIds: readonly string[],
): Promise<ReadonlyMap<string, Totals>> {
  const items = await table.getMany(institutionIds.map(keys.position));
  return new Map(items.map((item) => [keys.idOf(item.pk), Totals.parse(item)]));
}

/** One page of the shares that the totals are made of, by enrolment. */
export async function readShares(
  table: Table,
  institutionId: string,
  options: { readonly limit: number; readonly after?: Place },
): Promise<{ readonly shares: readonly Share[]; readonly next?: Place }> {
  const { pk, beginsWith } = keys.positionShares(institutionId);
  const page = await table.query({ pk, sk: { beginsWith }, consistent: true, ...options });
  const shares = page.items.map((item) => Share.parse(item));
  return page.next === undefined ? { shares } : { shares, next: page.next };
}

async function readShare(table: Table, institutionId: string, enrolmentId: string): Promise<Share> {
  const item = await table.get(keys.positionShare(institutionId, enrolmentId));
  return item === undefined
    ? { enrolmentId, sequence: 0, balances: NO_MONEY, shortFen: ZERO_FEN, lastEntryAt: 0 }
    : Share.parse(item);
}

function shareWrites(institutionId: string, before: Share, after: Share): Write[] {
  const isNew = before.sequence === 0;
  return [
    {
      kind: "put",
      item: {
        ...keys.positionShare(institutionId, after.enrolmentId),
        type: "position-share",
        ...after,
      },
      condition: isNew
        ? { kind: "absent" }
        : { kind: "equals", attribute: "sequence", value: before.sequence },
    },
    {
      kind: "update",
      key: keys.position(institutionId),
      set: { type: "position", lastEntryAt: after.lastEntryAt },
      add: {
        enrolmentCount: isNew ? 1 : 0,
        shortFen: after.shortFen - before.shortFen,
        ...Object.fromEntries(
          COLUMNS.map((column) => [column, after.balances[column] - before.balances[column]]),
        ),
      },
    },
  ];
}
