import * as z from "zod";
import { PayIn, SuspendedPayIn } from "../../domain/custody/pay-in.ts";
import { EnrolmentId } from "../../domain/shared/ids.ts";
import type { SuspenseReason } from "../../domain/shared/suspense-reason.ts";
import { type AggregateKind, storable } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** A pay-in's id among those of all banks. */
export const payInId = ({ bankId, bankSerial }: Pick<PayIn, "bankId" | "bankSerial">): string =>
  `${bankId}#${bankSerial}`;

/** Money held aside, with a journal of its own until it has gone back. */
export const suspendedPayInKind: AggregateKind<SuspendedPayIn> = {
  type: "suspended-pay-in",
  key: (id) => {
    const [bankId = "", bankSerial = ""] = id.split("#");
    return keys.payIn(bankId, bankSerial);
  },
  schema: SuspendedPayIn,
  idOf: payInId,
  indexes: ({ bankId, bankSerial, guardianId, countyUnitId }) => ({
    ...(guardianId === undefined
      ? {}
      : { gsi1pk: keys.payInsOfGuardian(guardianId), gsi1sk: `${bankId}#${bankSerial}` }),
    ...(countyUnitId === undefined
      ? {}
      : { gsi2pk: keys.payInsOfUnit(countyUnitId), gsi2sk: `${bankId}#${bankSerial}` }),
  }),
  scope: ({ institutionId, countyUnitId }) => ({
    ...(countyUnitId === undefined ? {} : { unitId: countyUnitId }),
    ...(institutionId === undefined ? {} : { institutionId }),
  }),
};

const MATCHED = "matched-pay-in";
const MatchedPayIn = PayIn.extend({ enrolmentId: EnrolmentId });

/** A pay-in as it was first recorded, and what the bank was told then. */
export interface RecordedPayIn {
  readonly payIn: PayIn;
  readonly answer: {
    readonly outcome: "matched" | "suspense";
    readonly reason?: SuspenseReason;
  };
}

/** Matched money is in the journal of its enrolment; this item keeps its serial from paying twice. */
export const matchedPayInChange = (payIn: PayIn, enrolmentId: EnrolmentId): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.payIn(payIn.bankId, payIn.bankSerial),
      type: MATCHED,
      state: storable({ ...payIn, enrolmentId }),
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
  const { state } = z.object({ state: z.unknown() }).parse(item);
  if (item.type === MATCHED)
    return { payIn: MatchedPayIn.parse(state), answer: { outcome: "matched" } };
  const payIn = SuspendedPayIn.parse(state);
  return { payIn, answer: { outcome: "suspense", reason: payIn.reason } };
}
