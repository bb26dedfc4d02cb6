import type { Item } from "../../../../adapters/table/table.ts";
import { itemAs } from "./watched-items.ts";

/** The alerts that are open: at most one for an institution and an indicator. */
export class OpenAlerts {
  readonly #open = new Map<string, string>();

  /** @returns what is wrong with the alert that was written, if anything */
  recorded(item: Item): string | undefined {
    const alert = itemAs(item, "alert")?.state;
    if (alert === undefined) return undefined;
    const name = `${alert.institutionId} by ${alert.indicatorId}`;
    const known = this.#open.get(name) ?? alert.alertId;
    if (alert.status === "cleared" && known === alert.alertId) this.#open.delete(name);
    else this.#open.set(name, alert.alertId);
    return known === alert.alertId
      ? undefined
      : `${name} is warned of twice: by ${known} and ${alert.alertId}`;
  }
}
