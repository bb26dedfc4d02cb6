import { beforeAll, describe, expect, it } from "vitest";
import { moneyCommandUnits } from "../../../bench/capacity-units.ts";
import { WRITTEN_MINIMUM } from "../../../bench/written-minimum.ts";
import { operation, operations } from "../../support/all-operations/operations.ts";
import { rowOf, rowsWritten, WRITE_COST_PAGE } from "../../support/cost/cost-page.ts";
import { type OperationCost, operationCounter } from "../../support/cost/count-operations.ts";

const written = rowsWritten();
const cases = operations.map((each) => ({ id: each.contract.id, operation: each }));

let count: Awaited<ReturnType<typeof operationCounter>>;
beforeAll(async () => {
  count = await operationCounter();
});

/** The figures of a call, without what only a new function reads. */
const unchanging = ({ warm, cold }: OperationCost) => ({ warm, cold });

describe("docs/cost.md", () => {
  it.each(cases)(
    `says what $id costs (${WRITE_COST_PAGE} writes it)`,
    async ({ id, operation }) => {
      expect(written.get(id), `run ${WRITE_COST_PAGE}`).toEqual(rowOf(await count(operation)));
    },
  );

  it("has a row for each use case and for nothing else", () => {
    const ids = cases.map(({ id }) => id);
    expect([...written.keys()].toSorted(), `run ${WRITE_COST_PAGE}`).toEqual(ids.toSorted());
  });
});

describe("the written minimum", () => {
  it("is of money commands, and no command does with less", async () => {
    const money = operations.filter(({ contract }) => contract.idempotent === true);
    const ids = money.map(({ contract }) => contract.id);
    expect(Object.keys(WRITTEN_MINIMUM).filter((id) => !ids.includes(id))).toEqual([]);
    const ratios = (await moneyCommandUnits()).measured.map(({ units, least }) => units / least);
    expect(ratios.length).toBeGreaterThan(20);
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(1);
  });
});

describe("the count", () => {
  it("is the same in another world, whose ids are others", async () => {
    const again = await operationCounter();
    for (const id of ["placeOrder", "confirmLesson", "listEnrolments"]) {
      const [one, other] = [await count(operation(id)), await again(operation(id))];
      expect(unchanging(one)).toEqual(unchanging(other));
    }
  });

  it("adds up what the items of a confirmed lesson cost by hand", async () => {
    const { warm, cold } = await count(operation("confirmLesson"));
    expect(warm).toEqual({
      // Kept answer, order, lesson: each below 4 KB, read consistently.
      reads: 3,
      readUnits: 3,
      // Kept answer, order, its entry, lesson, the family's limit: each below 1 KB, in one transaction.
      writes: 5,
      writeUnits: 10,
      // The lesson leaves the instant of its silence and waits for that at which its undoing ends.
      entries: 2,
      entryUnits: 2,
    });
    expect(cold.readUnits).toBeGreaterThan(warm.readUnits);
    expect(cold.writeUnits).toBe(warm.writeUnits);
  });
});
