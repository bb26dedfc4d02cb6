import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import * as z from "zod";
import cdkJson from "../../cdk.json" with { type: "json" };
import { compose } from "../../infra/app.ts";
import { deploymentNamed } from "../../infra/config.ts";
import { build } from "../../local/build/build.ts";

/** What a deployment comes to: its templates, and the way from a reference to what it means. */

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
});
export type Resource = z.infer<typeof Resource>;

const Output = z.looseObject({
  Value: z.unknown(),
  Export: z.object({ Name: z.string() }).optional(),
});

const StackTemplate = z.looseObject({
  Resources: z.record(z.string(), Resource),
  Outputs: z.record(z.string(), Output).default({}),
});

export interface SynthesisedStack {
  readonly name: string;
  readonly template: z.infer<typeof StackTemplate>;
}

/** A resource, and where it stands. */
export interface Placed extends Resource {
  readonly stack: string;
  readonly logicalId: string;
}

export interface Synthesised {
  readonly stacks: readonly SynthesisedStack[];
  ofType(type: string): readonly Placed[];
  /** The logical id of what a reference means, in whichever stack it stands; with what is joined on. */
  targetOf(reference: unknown): string;
}

/** Synthesises a deployment in this process. The functions' bundles are made first, if need be. */
export async function synthesised(deployment: string): Promise<Synthesised> {
  await build({ report: () => undefined });
  const outdir = mkdtempSync(join(tmpdir(), "synthesised-"));
  try {
    const app = new App({ context: cdkJson.context, outdir });
    compose(app, deploymentNamed(deployment));
    return read(
      app.synth().stacks.map(({ stackName, template }) => ({
        name: stackName,
        template: StackTemplate.parse(template),
      })),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function read(stacks: readonly SynthesisedStack[]): Synthesised {
  const placed = stacks.flatMap(({ name: stack, template }) =>
    Object.entries(template.Resources).map(([logicalId, resource]): Placed => ({
      ...resource,
      stack,
      logicalId,
    })),
  );
  const exported = new Map(
    stacks.flatMap(({ template }) =>
      Object.values(template.Outputs).flatMap((output) =>
        output.Export === undefined ? [] : [[output.Export.Name, output.Value] as const],
      ),
    ),
  );
  return {
    stacks,
    ofType: (type) => placed.filter((resource) => resource.Type === type),
    targetOf: (reference) => targetIn(exported, reference),
  };
}

const Reference = z.union([
  z.string(),
  z.strictObject({ Ref: z.string() }),
  z.strictObject({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) }),
  z.strictObject({ "Fn::ImportValue": z.string() }),
  z.strictObject({ "Fn::Join": z.tuple([z.string(), z.array(z.unknown())]) }),
]);

function targetIn(exported: ReadonlyMap<string, unknown>, reference: unknown): string {
  const known = Reference.parse(reference);
  if (typeof known === "string") return known;
  if ("Ref" in known) return known.Ref;
  if ("Fn::GetAtt" in known) return known["Fn::GetAtt"][0];
  if ("Fn::ImportValue" in known) {
    const value = exported.get(known["Fn::ImportValue"]);
    if (value === undefined) throw new Error(`nothing is exported as ${known["Fn::ImportValue"]}`);
    return targetIn(exported, value);
  }
  const [separator, parts] = known["Fn::Join"];
  return parts.map((part) => targetIn(exported, part)).join(separator);
}
