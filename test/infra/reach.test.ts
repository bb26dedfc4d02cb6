import { beforeAll, describe, expect, it } from "vitest";
import { everybody, type Someone } from "../support/all-operations/callers.ts";
import { verdict } from "../support/all-operations/judgement.ts";
import { WHOSE } from "../support/all-operations/whose.ts";
import { knock, operations } from "../support/all-operations/operations.ts";
import { requestsAbout } from "../support/all-operations/requests.ts";
import { aWorld, type World } from "../support/all-operations/world.ts";
import { functionsOf, leadingKeys } from "../support/functions-of.ts";
import { grantedTable, type Reach } from "../support/granted-table.ts";
import { simulateSeed } from "../support/simulator/simulate-seed.ts";
import { buildStage } from "../support/simulator/world/stage.ts";
import { synthesised } from "../support/synthesised.ts";

/** So many of those who may try each operation: the first of each way to be allowed. */
const MOST_VISITORS = 3;

let world: World;
let people: readonly Someone[];
let reaches: ReadonlyMap<string, Reach>;

beforeAll(async () => {
  world = await aWorld();
  people = await everybody(world);
  reaches = new Map(
    functionsOf(await synthesised("example")).map(({ id, statements }) => [
      id,
      {
        reads: leadingKeys(statements, "dynamodb:GetItem"),
        writes: leadingKeys(statements, "dynamodb:PutItem"),
        checks: leadingKeys(statements, "dynamodb:ConditionCheckItem"),
      },
    ]),
  );
});

const cases = operations.map((operation) => ({ id: operation.contract.id, operation }));

describe("what a use case reaches", () => {
  it.each(cases)("$id gets by with the partitions of its role", async ({ id, operation }) => {
    const reach = reaches.get(id) ?? { reads: [], writes: [] };
    const whose = WHOSE[id];
    if (whose === undefined) throw new Error(`say in WHOSE whose things ${id} is about`);
    const allowed = people.filter(
      (someone) => verdict(operation.contract, whose, someone, world.things) === "yes",
    );
    const answers: string[] = [];
    for (const someone of allowed.slice(0, MOST_VISITORS)) {
      const kit = await world.kit.fork((table) => grantedTable(table, reach));
      const request = requestsAbout(world.things)[id] ?? {};
      const reply = await knock(operation.on(kit), kit, someone.visitor, request);
      answers.push(`${Math.floor(reply.status / 100)}xx ${kit.defects.map(String).join()}`);
      kit.defects.length = 0;
    }
    expect(answers.length).toBeGreaterThan(0);
    expect(new Set(answers)).toEqual(new Set(["2xx "]));
  });

  it("is refused beyond it: the check itself can fail", async () => {
    const kit = await world.kit.fork((table) => grantedTable(table, { reads: [], writes: [] }));
    const someone = people.find(({ isFamilyOfTheWorld }) => isFamilyOfTheWorld === true);
    const operation = operations.find(({ contract }) => contract.id === "getEnrolment");
    const request = requestsAbout(world.things)["getEnrolment"] ?? {};
    const reply = await knock(
      operation?.on(kit) ?? (() => Promise.reject(new Error("none"))),
      kit,
      someone?.visitor ?? {},
      request,
    );
    expect(reply.status).toBe(500);
    kit.defects.length = 0;
  });
});

const SEEDS = [1, 2, 3];

describe("what the functions of the simulator reach", () => {
  it("lies within their roles, those that no person calls included", async () => {
    const stage = await buildStage();
    const denied = new Set<string>();
    const reached = new Set<string>();
    for (const seed of SEEDS) {
      const report = await simulateSeed(stage, seed, {
        operations: 500,
        tamper: (id, table) => {
          reached.add(id);
          const reach = reaches.get(id) ?? { reads: [], writes: [] };
          return grantedTable(table, reach, (deed) => denied.add(`${id} may not ${deed}`));
        },
      });
      expect(report.broken?.what).toBeUndefined();
    }
    expect([...denied]).toEqual([]);
    const tasks = ["instructRelease", "sendInstruction", "actOnDue", "queueDue", "projectEntries"];
    expect(tasks.filter((id) => !reached.has(id))).toEqual([]);
  });
});
