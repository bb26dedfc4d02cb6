import { PayIn, SuspendedPayIn } from "../../domain/custody/pay-in.ts";
import { EnrolmentId, JobId } from "../../domain/shared/ids.ts";
import type { SuspenseReason } from "../../domain/shared/suspense-reason.ts";
import { type AggregateKind, aggregates, readHead, storable, type Stored } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** A pay-in's id among those of all banks. */
export const payInId = ({ bankId, bankSerial }: Pick<PayIn, "bankId" | "bankSerial">): string =>
  `${bankId}#${bankSerial}`;

/** Where in its county's list money lies that the bank still holds: before all that has gone back. */
const OPEN = "OPEN";

/** Money held aside, with a journal of its own until it has gone back. */
export const suspendedPayInKind: AggregateKind<SuspendedPayIn> = {
  type: "suspended-pay-in",
  key: (id) => {
    const [bankId = "", bankSerial = ""] = id.split("#");
    return keys.payIn(bankId, bankSerial);
  },
  schema: SuspendedPayIn,
  idOf: payInId,
  indexes: ({ bankId, bankSerial, guardianId, countyUnitId, status }) => ({
    ...(guardianId === undefined
      ? {}
      : { gsi1pk: keys.payInsOfGuardian(guardianId), gsi1sk: `${bankId}#${bankSerial}` }),
    ...(countyUnitId === undefined
      ? {}
      : {
          gsi2pk: keys.payInsOfUnit(countyUnitId),
          gsi2sk: `${status === "returned" ? "RETURNED" : OPEN}#${bankId}#${bankSerial}`,
        }),
  }),
  scope: ({ institutionId, countyUnitId }) => ({
    ...(countyUnitId === undefined ? {} : { unitId: countyUnitId }),
    ...(institutionId === undefined ? {} : { institutionId }),
  }),
};

const MATCHED = "matched-pay-in";
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
    readonly reason?: SuspenseReason;
  };
  /** Money held aside, as its journal has taken it since. */
  readonly suspended?: Stored<SuspendedPayIn>;
}

/** Matched money is in the journal of what it settled; this item keeps its serial from paying twice. */
export const matchedPayInChange = (payIn: PayIn, settled: Settled): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.payIn(payIn.bankId, payIn.bankSerial),
      type: MATCHED,
      state: storable({ ...payIn, ...settled }),
    },
    condition: { kind: "absent" },
  },
});

export async function findPayIn(
  table: Table,
  bankId: string,
  bankSerial: string,
): Promise<RecordedPayIn | undefined> {
  const item = await table.get(keys.payIn(bankId, bankSerial));
  if (item === undefined) return undefined;
  if (item.type === MATCHED)
    return { payIn: MatchedPayIn.parse(item["state"]), answer: { outcome: "matched" } };
  const suspended = readHead(suspendedPayInKind, item);
  const { state: payIn } = suspended;
  return { payIn, answer: { outcome: "suspense", reason: payIn.reason }, suspended };
}

/** The misplaced money of a county that the bank has not paid back yet. */
export async function openPayInsOf(
  table: Table,
  countyUnitId: string,
): Promise<readonly SuspendedPayIn[]> {
  const payIns = aggregates(table, suspendedPayInKind);
  const open: SuspendedPayIn[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const page = await table.query({
      index: "gsi2",
      pk: keys.payInsOfUnit(countyUnitId),
      sk: { beginsWith: `${OPEN}#` },
      limit: 100,
      ...(after && { after }),
    });
    const found = await payIns.findMany(page.items.map(({ pk }) => keys.idOf(pk)));
    open.push(...found.map(({ state }) => state));
    after = page.next;
  } while (after !== undefined);
  return open;
}
