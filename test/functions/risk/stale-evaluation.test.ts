import { beforeEach, describe, expect, it } from "vitest";
import { clearGeneration } from "../../../adapters/facts-journals.ts";
import { factsOf } from "../../../adapters/repositories/facts-items.ts";
import { keys } from "../../../adapters/table/keys.ts";
import type { Key, Table, Write } from "../../../adapters/table/table.ts";
import { InstitutionId } from "../../../domain/shared/ids.ts";
import { addDays, localDate } from "../../../domain/shared/time.ts";
import { rebuildFacts } from "../../../functions/stream/rebuild-facts.ts";
import { alertCity, type AlertCity } from "../../support/alert-city.ts";
import { entriesIn } from "../../support/events.ts";
import { tellFacts } from "../../support/told-facts.ts";

let city: AlertCity;
beforeEach(async () => {
  city = await alertCity();
});

const alertEvents = (): readonly string[] =>
  entriesIn(city.kit.table)
    .map(({ eventName }) => eventName)
    .filter((name) => name.startsWith("alert-"));

/** The table of an evaluation that is overtaken once: right before it looks for the open alert, or raises one. */
function overtaken(before: "open alert" | "raising", meanwhile: () => Promise<void>): Table {
  let isDue = true;
  const pass = async (isMoment: boolean): Promise<void> => {
    if (!isDue || !isMoment) return;
    isDue = false;
    await meanwhile();
  };
  const { table } = city.kit;
  const raises = (write: Write) => write.kind === "put" && write.item.type === "open-alert";
  return {
    ...table,
    get: async (key: Key) => {
      const open = keys.openAlert(city.institutionId, "overdue-refunds");
      await pass(before === "open alert" && key.pk === open.pk);
      return table.get(key);
    },
    commit: async (writes) => {
      await pass(before === "raising" && writes.some(raises));
      return table.commit(writes);
    },
  };
}

/** More refunds are late, and another evaluation sees it. */
const late = async (count: number): Promise<void> => {
  await city.tell({ refundOverdueCount: count });
  await city.evaluate();
};

describe("an evaluation that is overtaken by newer facts", () => {
  it("does not end the alert that they have raised", async () => {
    const table = overtaken("open alert", () => late(5));
    await city.evaluateOn(table);
    expect(alertEvents()).toEqual(["alert-raised"]);
    const [alert] = await city.alertsOf();
    expect(alert).toMatchObject({ level: "red", status: "raised" });
  });

  it("raises none that they do not bear out", async () => {
    await city.tell({ refundOverdueCount: 5 });
    await city.evaluateOn(overtaken("raising", () => late(-5)));
    expect(alertEvents()).toEqual([]);
  });

  it("reads anew what was rebuilt meanwhile", async () => {
    await city.tell({ refundOverdueCount: 5 });
    const { table } = city.kit;
    const institutionId = InstitutionId.parse(city.institutionId);
    // No journal tells of a late refund.
    const rebuild = async () => {
      await rebuildFacts({ table })({ institutionId }, {} as never);
    };
    await city.evaluateOn(overtaken("raising", rebuild));
    expect(alertEvents()).toEqual([]);
  });
});

describe("facts that are cleared while they are read", () => {
  it("are not taken for facts of days on which nothing happened", async () => {
    const { table } = city.kit;
    const days = Array.from({ length: 120 }, (_, n) => addDays(localDate("2026-01-01"), n));
    for (const day of days)
      await tellFacts(table, city.institutionId, day, { lessonTaughtCount: 1 });
    const stopping: Table = {
      ...table,
      commit: async (writes) => {
        await table.commit(writes);
        throw new Error("stopped");
      },
    };
    const reading: Table = {
      ...table,
      query: async (query) => {
        // Of the commits that clear them only the first has been made when the days are read.
        const clearing = clearGeneration(stopping, city.institutionId, 1);
        await expect(clearing).rejects.toThrow("stopped");
        return table.query(query);
      },
    };
    const [from, to] = [localDate("2026-01-01"), localDate("2026-04-30")];
    expect(await factsOf(table, city.institutionId, { from, to })).toHaveLength(1 + days.length);
    expect(await factsOf(reading, city.institutionId, { from, to })).toEqual([]);
  });
});
