/**
 * Writes `events/schemas/<event>.v<version>.json`, the published JSON Schema of each event's data. Run by hand:
 * `node local/generate/event-schemas.ts`. What others have read under a version keeps its meaning: only a new
 * optional field may join it, everything else takes a new version; schemas of former versions stay.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as z from "zod";
import { allEvents } from "../../events/all.ts";
import type { EventDefinition } from "../../events/define.ts";
import { projectRoot } from "../build/project.ts";

const FOLDER = join(projectRoot, "events", "schemas");

const JsonObject = z.record(z.string(), z.unknown());
type JsonObject = z.infer<typeof JsonObject>;

/** The schema of an event's data, as others may check it. */
export const schemaOf = (event: EventDefinition<string, z.ZodObject>): JsonObject => ({
  $id: `urn:xiaowai:event:${event.detailType}`,
  title: event.detailType,
  ...z.toJSONSchema(event.schema, {
    target: "draft-2020-12",
    // A reader bears fields that it does not know: one may join at any time.
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  }),
});

export type SchemaChange = "none" | "optional-fields" | "breaking";

const Shape = z.looseObject({
  properties: JsonObject.default({}),
  required: z.array(z.string()).default([]),
});

/** What became of a published schema: the same, more optional fields at its top, or something else. */
export function changeOf(published: JsonObject, present: JsonObject): SchemaChange {
  if (sameJson(published, present)) return "none";
  const before = Shape.parse(published);
  const after = Shape.parse(present);
  const kept = Object.entries(after.properties).filter(
    ([name]) => name in before.properties || after.required.includes(name),
  );
  const withoutNew = { ...present, properties: Object.fromEntries(kept) };
  return sameJson(published, withoutNew) ? "optional-fields" : "breaking";
}

const sameJson = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder);

/** The order of names means nothing in JSON, nor does that of required fields. */
const inOrder = (name: string, value: unknown): unknown => {
  if (name === "required" && Array.isArray(value)) return value.toSorted();
  const object = JsonObject.safeParse(value);
  return object.success
    ? Object.fromEntries(Object.entries(object.data).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
};

/** The schemas that are published, by their detail type. */
export const publishedSchemas = (): ReadonlyMap<string, JsonObject> =>
  new Map(
    globSync("*.json", { cwd: FOLDER }).map((file) => [
      basename(file, ".json"),
      JsonObject.parse(JSON.parse(readFileSync(join(FOLDER, file), "utf8"))),
    ]),
  );

function writeSchemas(): void {
  const published = publishedSchemas();
  const present = new Map(allEvents.map((event) => [event.detailType, schemaOf(event)]));
  const broken = [...present].filter(([detailType, schema]) => {
    const before = published.get(detailType);
    return before !== undefined && changeOf(before, schema) === "breaking";
  });
  if (broken.length > 0)
    throw new Error(
      `${broken.map(([detailType]) => detailType).join(", ")} changed under the same version. Give each a new version; a version that was never deployed may be deleted from events/schemas first.`,
    );
  for (const [detailType, schema] of present)
    writeFileSync(join(FOLDER, `${detailType}.json`), `${JSON.stringify(schema, null, 2)}\n`);
  console.log(`${String(present.size)} schemas written`);
}

if (import.meta.main) writeSchemas();
