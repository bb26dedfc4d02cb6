import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import { UnitId } from "../../domain/shared/ids.ts";
import { HOUR_MS } from "../../domain/shared/time.ts";
import { taskContext } from "../../functions/kit/event.ts";
import * as tasks from "../../functions/supervision/task-contracts.ts";
import { enterFundedUnits } from "../../functions/supervision/enter-funded-units.ts";
import { seedMember, seedUnits, testKit, type TestKit } from "../support/door.ts";
import {
  fold,
  foldAll,
  fundedId,
  fundsCalls,
  queuedUnits,
  seedFunded,
  setUnconsumed,
} from "../support/funds.ts";
import { fundsOfficer } from "../support/institution.ts";

const COUNTIES = ["unt_411102", "unt_411103", "unt_441900"];
const NATION = "unt_100000";
const INSTITUTIONS = 5;
/** The counties within each unit of which an officer is shown the parts. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(COUNTIES.map((countyUnitId) => [countyUnitId, [countyUnitId]])),
  unt_411100: COUNTIES.slice(0, 2),
  unt_410000: COUNTIES.slice(0, 2),
  unt_440000: COUNTIES.slice(2),
};

const number = fc.integer({ min: 1, max: INSTITUTIONS });
const op = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pay"), number } as const) },
  fc.record({ do: fc.constant("move"), number, to: fc.constantFrom(...COUNTIES) } as const),
  { weight: 3, arbitrary: fc.record({ do: fc.constant("pass") } as const) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("work"),
      /** Of all messages that were ever sent: they come late, again, and out of order. */
      message: fc.nat(30),
      /** Another function works on the same message at the same time. */
      twice: fc.boolean(),
      /** The function is ended before so many commits; at each one before, somebody pays. */
      endsAfter: fc.option(fc.nat(7), { nil: undefined }),
      paying: fc.array(number, { maxLength: 5 }),
    } as const),
  },
);
type Op = typeof op extends fc.Arbitrary<infer T> ? T : never;

/** What each institution added to each county since when: the truth against which answers are held. */
class World {
  readonly kit: TestKit = testKit();
  readonly history: { at: number; number: number; countyUnitId: string; heldFen: number }[] = [];
  readonly places = new Map<number, string>();
  readonly held = new Map<number, number>();
  readonly messages: unknown[] = [];

  async begin(): Promise<void> {
    await seedUnits(this.kit.table);
    const all = Array.from({ length: INSTITUTIONS }, (_, index) => ({
      ...{
        number: index + 1,
        countyUnitId: COUNTIES[index % 3] ?? "",
        category: "sports" as const,
      },
      ...{ unconsumed: 1, released: 0 },
    }));
    await seedFunded(this.kit, all);
    await foldAll(this.kit);
    for (const one of all) {
      this.places.set(one.number, one.countyUnitId);
      this.held.set(one.number, 1);
      this.note(one.number, one.countyUnitId, 1);
    }
  }

  note(ofNumber: number, countyUnitId: string, heldFen: number): void {
    this.history.push({ at: this.kit.now(), number: ofNumber, countyUnitId, heldFen });
  }

  async pay(ofNumber: number): Promise<void> {
    const heldFen = (this.held.get(ofNumber) ?? 0) + 1;
    this.held.set(ofNumber, heldFen);
    this.note(ofNumber, this.places.get(ofNumber) ?? "", heldFen);
    await setUnconsumed(this.kit, ofNumber, heldFen);
  }

  /** The list of another county names the institution: its head moves, and the event of that is told. */
  async move(ofNumber: number, to: string): Promise<void> {
    const { table } = this.kit;
    const stored = await aggregates(table, institutionKind).find(fundedId(ofNumber));
    if (stored === undefined) throw new Error("every institution was seeded");
    const { institutionId } = stored.state;
    const cause = { correlationId: "c", causationId: "c" };
    const context = taskContext(tasks.enterFundedUnits, this.kit, cause);
    const item = await table.get({ pk: `INST#${institutionId}`, sk: "HEAD" });
    const state = { ...(item?.["state"] as object), countyUnitId: to };
    await table.commit([{ kind: "put", item: { ...item, state } as never }]);
    this.note(ofNumber, this.places.get(ofNumber) ?? "", 0);
    this.places.set(ofNumber, to);
    this.note(ofNumber, to, this.held.get(ofNumber) ?? 0);
    const data = { institutionId, countyUnitId: UnitId.parse(to) };
    await enterFundedUnits(this.kit)({ data } as never, context);
  }

  async work(one: Extract<Op, { do: "work" }>): Promise<void> {
    const message = this.messages[one.message % Math.max(1, this.messages.length)];
    if (message === undefined) return;
    const paying = [...one.paying];
    let left = one.endsAfter ?? Infinity;
    const { table } = this.kit;
    const disturbed: Table = {
      ...table,
      commit: async (writes) => {
        if (left === 0) throw new Error("the function was ended");
        left -= 1;
        const payer = paying.pop();
        if (payer !== undefined) await this.pay(payer);
        await table.commit(writes);
      },
    };
    const kit = { ...this.kit, table: { ...table, ...disturbed } };
    await Promise.all([fold(kit, [message]), ...(one.twice ? [fold(this.kit, [message])] : [])]);
  }

  async step(one: Op): Promise<void> {
    this.kit.advance(HOUR_MS / 60);
    if (one.do === "pay") await this.pay(one.number);
    else if (one.do === "move") await this.move(one.number, one.to);
    else if (one.do === "pass") this.messages.push(...(await queuedUnits(this.kit)));
    else await this.work(one);
  }

  /** The least and the most that a county can have held, summed over its institutions, between an instant and now. */
  heldSince(countyUnitId: string, at: number): { readonly least: number; readonly most: number } {
    let least = 0;
    let most = 0;
    for (let each = 1; each <= INSTITUTIONS; each += 1) {
      const own = this.history.filter(
        (row) => row.number === each && row.countyUnitId === countyUnitId,
      );
      const values = own.flatMap(({ heldFen }, place) => {
        const next = own[place + 1];
        return next === undefined || next.at >= at ? [heldFen] : [];
      });
      const first = own[0];
      if (first === undefined || first.at >= at) values.push(0);
      least += Math.min(...values);
      most += Math.max(...values);
    }
    return { least, most };
  }
}

describe("sums that are made only where something has changed", () => {
  it("are never older than they say, and exact in the end, whatever comes again, late, at once or breaks off", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(op, { maxLength: 25 }), async (ops) => {
        const world = new World();
        await world.begin();
        const { kit } = world;
        const { overview } = fundsCalls(kit);
        const as = await seedMember(kit.table, "nation", fundsOfficer(NATION));
        for (const one of ops) {
          await world.step(one);
          for (const [unitId, counties] of Object.entries(WITHIN)) {
            const { body } = await overview(as, { unitId });
            if (body.asOf === undefined) continue;
            const asOf = Date.parse(body.asOf as string);
            const bounds = counties.map((county) => world.heldSince(county, asOf));
            const least = bounds.reduce((sum, one_) => sum + one_.least, 0);
            const most = bounds.reduce((sum, one_) => sum + one_.most, 0);
            expect(body.fundsFen.heldInCustodyFen, unitId).toBeGreaterThanOrEqual(least);
            expect(body.fundsFen.heldInCustodyFen, unitId).toBeLessThanOrEqual(most);
          }
        }
        for (const _ of ["what is left", "what that left"]) {
          kit.advance(HOUR_MS);
          expect(await fold(kit, await queuedUnits(kit))).toBe(0);
        }
        kit.advance(HOUR_MS);
        expect(await queuedUnits(kit)).toEqual([]);
        for (const [unitId, counties] of Object.entries(WITHIN)) {
          const { body } = await overview(as, { unitId });
          const held = counties.map((county) => world.heldSince(county, kit.now()).most);
          const heldFen = held.reduce((sum, fen) => sum + fen, 0);
          if (body.asOf === undefined) expect(heldFen).toBe(0);
          else {
            expect(body.fundsFen.heldInCustodyFen, unitId).toBe(heldFen);
            expect(Date.parse(body.asOf as string), unitId).toBe(kit.now());
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
