import { payInsOn } from "../../adapters/repositories/pay-ins.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { SuspendedPayIn } from "../../domain/custody/pay-in.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import type { Place } from "../kit/cursor.ts";

export interface MisplacedPage {
  readonly payIns: readonly SuspendedPayIn[];
  /** Where the next page goes on, and in which part; absent at the end. */
  readonly next?: Place;
}

/**
 * A page of the misplaced payments on an institution's account: first those that the bank still holds, then those that
 * have gone. Without an account there are none. A page may be short, or even empty, before the last one.
 */
export async function misplacedPage(
  table: Table,
  institution: InstitutionState,
  limit: number,
  place: Place = {},
): Promise<MisplacedPage> {
  const { institutionId, countyUnitId, account } = institution;
  if (account === undefined) return { payIns: [] };
  const { part = "open", ...after } = place;
  const isOpen = part === "open";
  const listed = await payInsOn(
    table,
    { countyUnitId, account, isOpen },
    { limit, ...(Object.keys(after).length === 0 ? {} : { after }) },
  );
  const payIns = listed.payIns.filter((one) => one.institutionId === institutionId);
  if (listed.next !== undefined) return { payIns, next: { ...listed.next, part } };
  if (!isOpen) return { payIns };
  const left = limit - listed.payIns.length;
  if (left === 0) return { payIns, next: { part: "gone" } };
  const gone = await misplacedPage(table, institution, left, { part: "gone" });
  return { ...gone, payIns: [...payIns, ...gone.payIns] };
}
