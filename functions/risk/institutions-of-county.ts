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

/** The ids of some counties' institutions, those of several small counties together. */
export async function* institutionsOfCounties(
  table: Table,
  countyUnitIds: readonly string[],
): AsyncGenerator<readonly string[]> {
  let gathered: readonly string[] = [];
  for (const countyUnitId of countyUnitIds)
    for await (const ids of institutionsOfCounty(table, countyUnitId)) {
      gathered = [...gathered, ...ids];
      if (gathered.length < PAGE) continue;
      yield gathered;
      gathered = [];
    }
  if (gathered.length > 0) yield gathered;
}
