import { heldUpBy } from "../../adapters/journal.ts";
import { countiesCounting } from "../../adapters/repositories/funds-items.ts";
import { markChanged, markSold } from "../../adapters/repositories/unit-marks.ts";
import type { Table } from "../../adapters/table/table.ts";
import { OrderPlaced } from "../../events/enrolment.ts";
import type { Projection } from "./projector.ts";

/** The journals that tell of the figures which a county's sums are made of. */
const FIGURES: ReadonlySet<string> = new Set(["enrolment", "balance", "deposit"]);

/**
 * Marks the counties whose sums read what entries have changed, and those in which something was sold. It comes after
 * the positions: whoever finds the mark finds the change. An institution that no county counts yet is left out, for its
 * county is marked when it is counted.
 */
export const markCounties =
  (table: Table): Projection =>
  async (entries) => {
    const telling = entries.filter(({ aggregateType }) => FIGURES.has(aggregateType));
    const told = telling.flatMap(({ institutionId }) => institutionId ?? []);
    const orders = telling.filter(({ eventName }) => eventName === OrderPlaced.name);
    const sellers = orders.flatMap(({ institutionId }) => institutionId ?? []);
    try {
      const counties = await countiesCounting(table, told);
      await markChanged(table, [...counties.values()]);
      await markSold(
        table,
        sellers.flatMap((institutionId) => counties.get(institutionId) ?? []),
      );
      return [];
    } catch (cause) {
      return telling.map((entry) => heldUpBy(cause, entry));
    }
  };
