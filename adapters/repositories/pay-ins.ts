import { isInCustody } from "../../domain/custody/compare-balance.ts";
import { type AsideReason, PayIn, SuspendedPayIn } from "../../domain/custody/pay-in.ts";
import { RecordedReversal } from "../../domain/custody/recorded-reversal.ts";
import { EnrolmentId, JobId } from "../../domain/shared/ids.ts";
import { type AggregateKind, aggregates, readHead, storable, type Stored } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Item, Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** A pay-in's id among those of all banks. */
export const payInId = ({ bankId, bankSerial }: Pick<PayIn, "bankId" | "bankSerial">): string =>
  `${bankId}#${bankSerial}`;

/**
 * Where in its county's list money lies: what the bank still holds before all that has gone back, and of each
 * the money of one account together.
 */
const placeInCounty = (
  isOpen: boolean,
  { bankId, custodyAccountNo }: Pick<PayIn, "bankId" | "custodyAccountNo">,
): string => `${isOpen ? "OPEN" : "RETURNED"}#${bankId}#${custodyAccountNo}#`;

/** Money held aside, with a journal of its own until it has gone back. */
export const suspendedPayInKind: AggregateKind<SuspendedPayIn> = {
  type: "suspended-pay-in",
  key: (id) => {
    const [bankId = "", bankSerial = ""] = id.split("#");
    return keys.payIn(bankId, bankSerial);
  },
  schema: SuspendedPayIn,
  idOf: payInId,
  indexes: ({ guardianId, countyUnitId, ...payIn }) => ({
    ...(guardianId === undefined
      ? {}
      : { gsi1pk: keys.payInsOfGuardian(guardianId), gsi1sk: payInId(payIn) }),
    ...(countyUnitId === undefined
      ? {}
      : {
          gsi2pk: keys.payInsOfUnit(countyUnitId),
          gsi2sk: `${placeInCounty(isInCustody(payIn), payIn)}${payIn.bankSerial}`,
        }),
  }),
  scope: ({ institutionId, countyUnitId }) => ({
    ...(countyUnitId === undefined ? {} : { unitId: countyUnitId }),
    ...(institutionId === undefined ? {} : { institutionId }),
  }),
};

const MATCHED = "matched-pay-in";
/** How a matched pay-in was reversed: absent on nearly all. */
const REVERSAL = "reversal";
const MatchedPayIn = PayIn.extend({
  enrolmentId: EnrolmentId.optional(),
  jobId: JobId.optional(),
});

/** What a pay-in settled: an order, or what an institution owed for a list of earlier sales. */
export type Settled = { readonly enrolmentId: EnrolmentId } | { readonly jobId: JobId };

/** A pay-in as it was first recorded, and what the bank was told then. */
export interface RecordedPayIn {
  readonly payIn: PayIn;
  readonly answer: {
    readonly outcome: "matched" | "suspense";
    readonly reason?: AsideReason;
  };
  readonly settled?: Settled;
  /** How the bank took it back since. */
  readonly reversal?: RecordedReversal | undefined;
  /** Money held aside, as its journal has taken it since. */
  readonly suspended?: Stored<SuspendedPayIn>;
}

/** Notes with matched money that the bank has taken it back; it can do so once. */
export const reversedMatchChange = (
  payIn: PayIn,
  settled: Settled,
  recorded: RecordedReversal,
): Change => ({
  write: {
    kind: "put",
    item: { ...matchedItem(payIn, settled), [REVERSAL]: storable(recorded) },
    condition: {
      kind: "all",
      of: [{ kind: "present" }, { kind: "attribute-absent", attribute: REVERSAL }],
    },
  },
});

/** Matched money is in the journal of what it settled; this item keeps its serial from paying twice. */
export const matchedPayInChange = (payIn: PayIn, settled: Settled): Change => ({
  write: { kind: "put", item: matchedItem(payIn, settled), condition: { kind: "absent" } },
});

const matchedItem = (payIn: PayIn, settled: Settled): Item => ({
  ...keys.payIn(payIn.bankId, payIn.bankSerial),
  type: MATCHED,
  state: storable({ ...payIn, ...settled }),
});

export async function findPayIn(
  table: Table,
  bankId: string,
  bankSerial: string,
): Promise<RecordedPayIn | undefined> {
  const item = await table.get(keys.payIn(bankId, bankSerial));
  if (item === undefined) return undefined;
  if (item.type === MATCHED) return readMatch(item);
  const suspended = readHead(suspendedPayInKind, item);
  const { state: payIn } = suspended;
  const answer = { outcome: "suspense", reason: payIn.reason } as const;
  return { payIn, answer, reversal: payIn.reversal, suspended };
}

function readMatch(item: Item): RecordedPayIn {
  const { enrolmentId, jobId, ...payIn } = MatchedPayIn.parse(item["state"]);
  const settled = enrolmentId === undefined ? jobId && { jobId } : { enrolmentId };
  return {
    ...{ payIn, answer: { outcome: "matched" }, ...(settled && { settled }) },
    reversal: RecordedReversal.optional().parse(item[REVERSAL]),
  };
}

/** An account of a county, and which of its misplaced money is meant. */
interface MoneyOn {
  readonly countyUnitId: string;
  readonly account: Pick<PayIn, "bankId" | "custodyAccountNo">;
  /** What the bank has not paid back yet, or what has gone. */
  readonly isOpen: boolean;
}

/** A page of the misplaced money on an account; no other account's is looked at. */
export async function payInsOn(
  table: Table,
  { countyUnitId, account, isOpen }: MoneyOn,
  page: { readonly limit: number; readonly after?: Readonly<Record<string, string>> },
): Promise<{
  readonly payIns: readonly SuspendedPayIn[];
  readonly next?: Readonly<Record<string, string>>;
}> {
  const { items, next } = await table.query({
    index: "gsi2",
    pk: keys.payInsOfUnit(countyUnitId),
    sk: { beginsWith: placeInCounty(isOpen, account) },
    ...page,
  });
  const found = await aggregates(table, suspendedPayInKind).findMany(
    items.map(({ pk }) => keys.idOf(pk)),
  );
  return { payIns: found.map(({ state }) => state), ...(next && { next }) };
}

/** All misplaced money on an account of a county that the bank has not paid back yet. */
export async function openPayInsOn(
  table: Table,
  countyUnitId: string,
  account: MoneyOn["account"],
): Promise<readonly SuspendedPayIn[]> {
  const open: SuspendedPayIn[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const place = { limit: 100, ...(after && { after }) };
    const page = await payInsOn(table, { countyUnitId, account, isOpen: true }, place);
    open.push(...page.payIns);
    after = page.next;
  } while (after !== undefined);
  return open;
}
