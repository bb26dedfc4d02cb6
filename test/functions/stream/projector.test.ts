import { beforeAll, describe, expect, it } from "vitest";
import { factsOf } from "../../../adapters/repositories/facts-items.ts";
import { CommitRefused, type Item, StoreUnavailable } from "../../../adapters/table/table.ts";
import type { Table } from "../../../adapters/table/table.ts";
import { localDate } from "../../../domain/shared/time.ts";
import type { Log } from "../../../functions/kit/deps.ts";
import { projectFacts } from "../../../functions/stream/project-facts.ts";
import { projectPositions } from "../../../functions/stream/project-positions.ts";
import { projector } from "../../../functions/stream/projector.ts";
import { journalOnly, recordedClass } from "../../support/projections.ts";
import { readerOf, streamBatch } from "../../support/stream.ts";
import type { TaughtClass } from "../../support/taught-class.ts";

let world: TaughtClass;
let entries: readonly Item[];

beforeAll(async () => {
  ({ world, entries } = await recordedClass());
});

/** What the projector says while it reads a batch on a table. */
async function said(table: Table, images: readonly Item[]) {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const defects: (readonly [unknown, string])[] = [];
  const log: Log = {
    line: (message, fields) => lines.push({ message, ...fields }),
    defect: (...said) => defects.push(said),
  };
  const read = projector(log, { positions: projectPositions(table), facts: projectFacts(table) });
  const { batchItemFailures } = await read(streamBatch(images));
  return { lines, defects, batchItemFailures };
}

describe("what cannot be projected", () => {
  it("is named in the log, once for each projection, with the cause and the ids alone", async () => {
    const spoilt: readonly Item[] = entries.map((entry) =>
      entry["aggregateId"] === world.families[1]?.enrolmentId &&
      entry["eventName"] === "payment-received"
        ? { ...entry, data: { moves: [{ from: "nowhere" }] } }
        : entry,
    );
    const { lines, defects, batchItemFailures } = await said(await journalOnly(spoilt), spoilt);
    const ofOrder = spoilt.filter(({ pk }) => pk.endsWith(String(world.families[1]?.enrolmentId)));
    const [first] = ofOrder;
    const named = {
      message: "not-projected",
      task: "projectEntries",
      aggregate: world.families[1]?.enrolmentId,
      ...{ sequence: 1, event: "order-placed" },
    };
    expect(lines).toEqual([
      { ...named, projection: "positions" },
      { ...named, projection: "facts" },
    ]);
    expect(defects.map(([cause]) => (cause as Error).name)).toEqual(["ZodError", "ZodError"]);
    expect(new Set(defects.map(([, correlationId]) => correlationId))).toEqual(
      new Set([first?.["correlationId"]]),
    );
    const place = String(1 + spoilt.findIndex((entry) => entry === first));
    expect(batchItemFailures).toEqual([{ itemIdentifier: place }]);
  });

  it("is not said of what is", async () => {
    const { lines, defects } = await said(await journalOnly(entries), entries);
    expect([lines, defects]).toEqual([[], []]);
  });
});

describe("a projector that others overtake each time", () => {
  it.each([
    ["positions", projectPositions],
    ["facts", projectFacts],
  ])("gives up its %s after twenty attempts, for the stream to try again", async (_of, project) => {
    const plain = await journalOnly(entries);
    let commits = 0;
    const overtaken: Table = {
      ...plain,
      commit: () => {
        commits += 1;
        return Promise.reject(new CommitRefused([{ index: 0 }]));
      },
    };
    const ofEnrolments = entries.filter((entry) => entry["aggregateType"] === "enrolment");
    const answer = await readerOf(project, overtaken)(streamBatch(ofEnrolments));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
    expect(commits).toBe(20);
    const { defects } = await said(overtaken, ofEnrolments);
    expect(defects.every(([cause]) => cause instanceof StoreUnavailable)).toBe(true);
    expect(String(defects[0]?.[0])).toContain(
      `${world.institutionId}: others were faster 20 times`,
    );
  });
});

describe("facts that change each time they are read", () => {
  it("are not read for ever", async () => {
    const plain = await journalOnly(entries);
    await readerOf(projectFacts, plain)(streamBatch(entries));
    let reads = 0;
    const restless: Table = {
      ...plain,
      get: async (key) => {
        const item = await plain.get(key);
        if (key.sk !== "STANDING") return item;
        reads += 1;
        return item && { ...item, version: reads };
      },
    };
    const span = { from: localDate("2026-03-01"), to: localDate("2026-03-31") };
    await expect(factsOf(restless, world.institutionId, span)).rejects.toThrow(
      `the facts of ${world.institutionId}: others were faster 20 times`,
    );
    expect(reads).toBe(40);
  });
});
