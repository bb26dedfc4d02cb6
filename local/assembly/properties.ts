import * as z from "zod";
import { UnsupportedTemplate } from "../errors.ts";
import type { Resource } from "../ports.ts";

/**
 * Reads a resource's properties by a schema of what this runtime understands.
 * @throws UnsupportedTemplate that names the resource and each property which does not fit
 */
export function readProperties<S extends z.ZodType>(resource: Resource, schema: S): z.output<S> {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new UnsupportedTemplate(
    `stack ${resource.stack}, resource ${resource.logicalId} (${resource.type}) has properties that ` +
      `the local runtime does not run:\n${z.prettifyError(parsed.error)}`,
  );
}
