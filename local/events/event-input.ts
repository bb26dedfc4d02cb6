/** What a rule's target gets of an event: all of it, a part, a constant, or a template filled with parts. */
import * as z from "zod";
import { isRecord } from "../assembly/intrinsics.ts";

export const TargetInput = z.object({
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .object({
      InputPathsMap: z.record(z.string(), z.string()).default({}),
      InputTemplate: z.string(),
    })
    .optional(),
});
export type TargetInput = z.infer<typeof TargetInput>;

/** The value at a JSON path of names and list places: `$.detail.items[0].id`. */
export function valueAt(event: unknown, path: string): unknown {
  const steps = path.replace(/^\$\.?/, "").match(/[^.[\]]+/g) ?? [];
  return steps.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) {
      const list: readonly unknown[] = value;
      return list[Number(step)];
    }
    return isRecord(value) ? value[step] : undefined;
  }, event);
}

/** Fills `<name>`; within quotes a value is text, outside it is JSON. A value that is missing is empty. */
function fillTemplate(template: string, values: ReadonlyMap<string, unknown>): string {
  let isQuoted = false;
  return template.replaceAll(/\\.|"|<([^<>]+)>/g, (whole: string, name: string | undefined) => {
    if (whole === '"') isQuoted = !isQuoted;
    if (name === undefined || !values.has(name)) return whole;
    const value = values.get(name);
    const json = value === undefined ? '""' : JSON.stringify(value);
    if (!isQuoted) return json;
    const text = typeof value === "string" ? value : value === undefined ? "" : json;
    return JSON.stringify(text).slice(1, -1);
  });
}

/** A template need not give JSON: then its text is what the target gets. */
function parseLeniently(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** @param ruleArn fills `<aws.events.rule-arn>` */
export function inputFor(target: TargetInput, event: unknown, ruleArn: string): unknown {
  if (target.Input !== undefined) return JSON.parse(target.Input) as unknown;
  if (target.InputPath !== undefined) return valueAt(event, target.InputPath);
  if (target.InputTransformer === undefined) return event;
  const { InputPathsMap, InputTemplate } = target.InputTransformer;
  const values = new Map<string, unknown>([
    ["aws.events.rule-arn", ruleArn],
    ["aws.events.rule-name", ruleArn.split("/").at(-1)],
    ["aws.events.event", event],
    ["aws.events.event.json", event],
    ["aws.events.event.ingestion-time", valueAt(event, "$.time")],
  ]);
  for (const [name, path] of Object.entries(InputPathsMap)) values.set(name, valueAt(event, path));
  return parseLeniently(fillTemplate(InputTemplate, values));
}
