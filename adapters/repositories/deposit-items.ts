import { DepositState, dueOfDeposit } from "../../domain/supervision/deposit.ts";
import type { AggregateKind } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/**
 * The performance deposit of an institution; it falls due each night, when its floor is reckoned anew, and is listed
 * while it is below that floor.
 */
export const depositKind: AggregateKind<DepositState> = {
  type: "deposit",
  key: keys.deposit,
  schema: DepositState,
  idOf: (state) => state.institutionId,
  indexes: (state) => ({
    ...dueAttributes(keys.deposit(state.institutionId), dueOfDeposit(state)),
    ...(state.shortSince === undefined
      ? {}
      : { gsi2pk: keys.shortDepositsOfUnit(state.countyUnitId), gsi2sk: state.institutionId }),
  }),
  scope: ({ countyUnitId, institutionId }) => ({ unitId: countyUnitId, institutionId }),
};

/** Ties an account to the institution whose deposit it holds: an account is no two institutions'. */
export const depositAccountTaken = ({
  institutionId,
  bankId,
  depositAccountNo,
}: DepositState): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.depositAccount(bankId, depositAccountNo),
      type: "deposit-account",
      institutionId,
    },
    condition: { kind: "absent" },
  },
  refusal: { code: "supervision.deposit-account-taken", facts: { depositAccountNo } },
});

/** Whose deposit lies in an account of a bank; once written, that never changes. */
export async function findDepositHolder(
  table: Table,
  bankId: string,
  accountNo: string,
): Promise<string | undefined> {
  const item = await table.get(keys.depositAccount(bankId, accountNo), {
    consistent: false,
  });
  const holder = item?.["institutionId"];
  return typeof holder === "string" ? holder : undefined;
}
