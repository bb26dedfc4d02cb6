import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CloudEvent } from "../../events/define.ts";

export const EXAMPLES = join(import.meta.dirname, "../../events/examples");

/** The published example of an event, by its detail type. */
export const exampleOf = (detailType: string): CloudEvent =>
  CloudEvent.parse(JSON.parse(readFileSync(join(EXAMPLES, `${detailType}.json`), "utf8")));

/** An event as the bus hands it to rules: what no consumer of ours looks at is left out. */
export const onTheBus = (example: CloudEvent) => ({
  source: "xiaowai",
  "detail-type": example.type,
  detail: example,
});
