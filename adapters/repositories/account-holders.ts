import type { InstitutionState } from "../../domain/institution/institution.ts";
import { aggregates, type Stored } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import { institutionKind } from "./institution-kinds.ts";

/** The institution that keeps its custody account under this number at a bank. */
export async function findAccountHolder(
  table: Table,
  bankId: string,
  accountNo: string,
): Promise<Stored<InstitutionState> | undefined> {
  const pk = keys.custodyAccount(bankId, accountNo);
  const { items } = await table.query({ index: "gsi1", pk, limit: 1 });
  const [holder] = items;
  return holder && aggregates(table, institutionKind).find(keys.idOf(holder.pk));
}
