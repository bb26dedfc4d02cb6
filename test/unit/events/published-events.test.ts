import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { allEvents } from "../../../events/all.ts";
import { defineEvent } from "../../../events/define.ts";
import { changeOf, publishedSchemas, schemaOf } from "../../../local/generate/event-schemas.ts";
import { EXAMPLES, exampleOf } from "../../support/event-examples.ts";
import { PERSONAL_FIELD, propertyNamesIn } from "../../support/personal-fields.ts";

const events = allEvents.map((event) => ({ detailType: event.detailType, event }));
const published = publishedSchemas();
const FOLDER = join(EXAMPLES, "..");

describe("the events of the platform", () => {
  it("have one definition for each name and version", () => {
    const detailTypes = allEvents.map((event) => event.detailType);
    expect(detailTypes).toEqual([...new Set(detailTypes)]);
  });

  it("are all in the list, whichever file defines them", async () => {
    const files = globSync("*.ts", { cwd: FOLDER }).filter(
      (file) => file !== "all.ts" && file !== "define.ts",
    );
    const modules = await Promise.all(
      files.map((file): Promise<object> => import(join(FOLDER, file))),
    );
    expect(new Set(modules.flatMap((module) => Object.values(module)))).toEqual(new Set(allEvents));
  });

  it.each(events)("$detailType holds no personal field", ({ event }) => {
    expect(propertyNamesIn(schemaOf(event)).filter((name) => PERSONAL_FIELD.test(name))).toEqual(
      [],
    );
  });
});

describe("the published schemas", () => {
  it.each(events)("say of $detailType what its definition says", ({ detailType, event }) => {
    expect(published.get(detailType)).toEqual(schemaOf(event));
  });

  it("are of events that exist, or of former versions of them", () => {
    const newest = new Map(allEvents.map((event) => [event.name, event.version]));
    const unknown = [...published.keys()].filter((detailType) => {
      const [name = "", version = ""] = detailType.split(".v");
      return Number(version) > (newest.get(name) ?? 0);
    });
    expect(unknown).toEqual([]);
  });
});

describe("a change of a published schema", () => {
  const Rated = z.object({ enrolmentId: z.string(), stars: z.int() });
  const change = (next: z.ZodObject) =>
    changeOf(
      schemaOf(defineEvent("lesson-rated", 1, Rated)),
      schemaOf(defineEvent("lesson-rated", 1, next)),
    );

  it("is none when only the order of fields is another", () => {
    expect(change(z.object({ stars: z.int(), enrolmentId: z.string() }))).toBe("none");
  });

  it("keeps the version when an optional field joins", () => {
    expect(change(Rated.extend({ device: z.string().optional() }))).toBe("optional-fields");
  });

  it.each([
    ["a required field joins", Rated.extend({ device: z.string() })],
    ["a field leaves", Rated.omit({ stars: true })],
    ["a field becomes optional", Rated.partial({ stars: true })],
    ["a field changes its type", Rated.extend({ stars: z.string() })],
    ["a field narrows", Rated.extend({ stars: z.int().max(5) })],
  ])("needs a new version when %s", (_what, next) => {
    expect(change(next)).toBe("breaking");
  });
});

describe("the examples", () => {
  it("are one for each event", () => {
    const examples = globSync("*.json", { cwd: EXAMPLES }).map((file) => basename(file, ".json"));
    expect(examples.toSorted()).toEqual(allEvents.map((event) => event.detailType).toSorted());
  });

  it.each(events)("parse as $detailType, and lose nothing by it", ({ detailType, event }) => {
    const example = exampleOf(detailType);
    expect(example.type).toBe(detailType);
    expect(example.id).toBe(`${example.subject}.${String(example.sequence)}`);
    expect(event.parse(example).data).toEqual(example.data);
  });
});
