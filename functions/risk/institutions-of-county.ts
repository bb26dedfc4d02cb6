import { keys } from "../../adapters/table/keys.ts";
import type { Table } from "../../adapters/table/table.ts";

const PAGE = 100;

/** The ids of a county's institutions, a page at a time. */
export async function* institutionsOfCounty(
  table: Table,
  countyUnitId: string,
): AsyncGenerator<readonly string[]> {
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const pk = keys.institutionsOfUnit(countyUnitId);
    const page = await table.query({ index: "gsi2", pk, limit: PAGE, ...(after && { after }) });
    yield page.items.map((item) => keys.idOf(item.pk));
    after = page.next;
  } while (after !== undefined);
}
