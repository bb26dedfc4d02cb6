import { EnrolmentId } from "../../domain/shared/ids.ts";
import { readShares } from "../position-projection.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import { StaleVersion } from "../unit-of-work.ts";

type After = Readonly<Record<string, string>>;

/**
 * Every order of an institution that ever had money or a seat, in the order of their ids, in pages of at most 100.
 * An order placed a moment ago may still be missing: positions follow the journal.
 */
export async function* ordersOfInstitution(
  table: Table,
  institutionId: string,
  limit = 100,
): AsyncGenerator<readonly EnrolmentId[]> {
  let after: After | undefined;
  do {
    const page = await readShares(table, institutionId, { limit, ...(after && { after }) });
    if (page.shares.length > 0)
      yield page.shares.map(({ enrolmentId }) => EnrolmentId.parse(enrolmentId));
    after = page.next;
  } while (after !== undefined);
}

/**
 * Whoever leaves a release of an order to the end of a hold makes sure of this: that end looks through the orders above.
 * @throws StaleVersion while the positions have not come to the order: the caller is to come again
 */
export async function mustBeListed(
  table: Table,
  { institutionId, enrolmentId }: { readonly institutionId: string; readonly enrolmentId: string },
): Promise<void> {
  if ((await table.get(keys.positionShare(institutionId, enrolmentId))) === undefined)
    throw new StaleVersion(`${enrolmentId} is not yet among the orders of ${institutionId}`);
}
