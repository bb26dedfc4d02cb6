import * as z from "zod";
import { Balances, NO_MONEY } from "../domain/custody/balances.ts";
import { evolveBalances } from "../domain/custody/replay.ts";
import { shortFenAfter } from "../domain/enrolment/shortage.ts";
import { Fen, ZERO_FEN } from "../domain/shared/money.ts";
import {
  entriesAfter,
  type Entry,
  type HeldUp,
  heldUpBy,
  type Journal,
  journalsOf,
} from "./journal.ts";
import { isCommitted, untilFirst } from "./overtaken.ts";
import { keys } from "./table/keys.ts";
import type { Table, Write } from "./table/table.ts";

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

/** A commit takes 100 writes: the totals, and as many shares. */
const MOST_SHARES = 100 - 1;

/**
 * Folds the journals of an institution's enrolments into its totals, exactly once under repeats and disorder: a share
 * remembers the last entry it holds, and shares and totals move in one transaction. An entry that came too early
 * brings those before it along.
 * @param entries of enrolments of that institution
 * @returns the journals with an entry that cannot be folded; the others are done
 * @throws StoreUnavailable when other deliveries were faster too often
 */
export async function foldPositions(
  table: Table,
  institutionId: string,
  entries: readonly Entry[],
): Promise<readonly HeldUp[]> {
  const journals = journalsOf(entries);
  const heldUp: HeldUp[] = [];
  for (let at = 0; at < journals.length; at += MOST_SHARES) {
    const some = journals.slice(at, at + MOST_SHARES);
    const held = await untilFirst(`the position of ${institutionId}`, () =>
      foldShares(table, institutionId, some),
    );
    heldUp.push(...held);
  }
  return heldUp;
}

/** @returns the journals that could not be folded; nothing where another delivery was faster */
async function foldShares(
  table: Table,
  institutionId: string,
  journals: readonly Journal[],
): Promise<readonly HeldUp[] | undefined> {
  const { totals, shareOf } = await readPosition(table, institutionId, journals);
  const moves: Move[] = [];
  const heldUp: HeldUp[] = [];
  for (const journal of journals) {
    const before = shareOf(journal);
    if (before.sequence >= journal.upTo) continue;
    try {
      const missing = await entriesAfter(table, journal, before.sequence);
      moves.push({ before, after: shareAfter(before, missing) });
    } catch (cause) {
      heldUp.push(heldUpBy(cause, journal));
    }
  }
  return (await isCommitted(table, moveWrites(institutionId, totals, moves))) ? heldUp : undefined;
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

/** A share, moved on. */
interface Move {
  readonly before: Share;
  readonly after: Share;
}

const shareAfter = (share: Share, missing: readonly Entry[]): Share => ({
  enrolmentId: share.enrolmentId,
  sequence: missing.at(-1)?.sequence ?? share.sequence,
  balances: missing.reduce(evolveBalances, share.balances),
  shortFen: missing.reduce(shortFenAfter, share.shortFen),
  lastEntryAt: missing.at(-1)?.at ?? share.lastEntryAt,
});

/** The totals of an institution, and what some enrolments contribute to them. */
async function readPosition(table: Table, institutionId: string, journals: readonly Journal[]) {
  const totalsKey = keys.position(institutionId);
  const keyOf = ({ aggregateId }: Journal) => keys.positionShare(institutionId, aggregateId);
  const items = await table.getMany([totalsKey, ...journals.map(keyOf)]);
  const found = new Map(items.map((item) => [item.sk, item]));
  const totals = found.get(totalsKey.sk);
  return {
    totals: totals === undefined ? NO_TOTALS : Totals.parse(totals),
    shareOf: (journal: Journal): Share => {
      const share = found.get(keyOf(journal).sk);
      return share === undefined ? nothingOf(journal.aggregateId) : Share.parse(share);
    },
  };
}

const nothingOf = (enrolmentId: string): Share => ({
  ...{ enrolmentId, sequence: 0, balances: NO_MONEY, shortFen: ZERO_FEN, lastEntryAt: 0 },
});

/** @param known the totals as they were read: the instant of their last entry never goes back */
function moveWrites(
  institutionId: string,
  known: Totals,
  moves: readonly Move[],
): readonly Write[] {
  if (moves.length === 0) return [];
  const sumOf = (amount: (move: Move) => number): number =>
    moves.reduce((sum, move) => sum + amount(move), 0);
  const lastEntryAt = Math.max(
    known.lastEntryAt ?? 0,
    ...moves.map(({ after }) => after.lastEntryAt),
  );
  const totals: Write = {
    kind: "update",
    key: keys.position(institutionId),
    condition: {
      kind: "any",
      of: [
        { kind: "attribute-absent", attribute: "lastEntryAt" },
        { kind: "below", attribute: "lastEntryAt", value: lastEntryAt + 1 },
      ],
    },
    set: { type: "position", lastEntryAt },
    add: {
      enrolmentCount: sumOf(({ before }) => (before.sequence === 0 ? 1 : 0)),
      shortFen: sumOf(({ before, after }) => after.shortFen - before.shortFen),
      ...Object.fromEntries(
        COLUMNS.map((column) => [
          column,
          sumOf(({ before, after }) => after.balances[column] - before.balances[column]),
        ]),
      ),
    },
  };
  return [...moves.map((move) => shareWrite(institutionId, move)), totals];
}

/** Moves a share on, if it is still where it was read. */
const shareWrite = (institutionId: string, { before, after }: Move): Write => ({
  kind: "put",
  item: {
    ...keys.positionShare(institutionId, after.enrolmentId),
    type: "position-share",
    ...after,
  },
  condition:
    before.sequence === 0
      ? { kind: "absent" }
      : { kind: "equals", attribute: "sequence", value: before.sequence },
});
