import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { CannotStart } from "../errors.ts";

const TemplateResource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});
export type TemplateResource = z.infer<typeof TemplateResource>;

const Template = z.looseObject({
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown() })).default({}),
  Mappings: z.record(z.string(), z.unknown()).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), TemplateResource).default({}),
  Outputs: z
    .record(
      z.string(),
      z.looseObject({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }),
    )
    .default({}),
});
export type Template = z.infer<typeof Template>;

const Manifest = z.looseObject({
  artifacts: z
    .record(
      z.string(),
      z.looseObject({
        type: z.string(),
        environment: z.string().optional(),
        properties: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default({}),
});

const AssetManifest = z.looseObject({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.looseObject({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

export interface StackTemplate {
  readonly name: string;
  readonly template: Template;
}

/** A cloud assembly as it lies on disk, nothing resolved yet. */
export interface AssemblyFiles {
  readonly stacks: readonly StackTemplate[];
  /** Where an asset lies, by the object key under which it would be uploaded. */
  readonly assets: ReadonlyMap<string, string>;
  /** The one region of all stacks; absent when they are synthesised for any. */
  readonly region: string | undefined;
}

function readJson<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  if (!existsSync(file)) {
    throw new CannotStart(
      `There is no file ${file}: this is not a synthesised cloud assembly. Build it first.`,
    );
  }
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new CannotStart(`${file} cannot be read:\n${z.prettifyError(parsed.error)}`);
}

/** Reads the manifest of a cloud assembly, its stacks and assets, and those of assemblies within it. */
export function readAssemblyFiles(directory: string): AssemblyFiles {
  const stacks: StackTemplate[] = [];
  const assets = new Map<string, string>();
  const regions = new Set<string>();

  const readStack = (artifactId: string, folder: string, properties: Record<string, unknown>) => {
    const { templateFile, stackName } = z
      .object({ templateFile: z.string(), stackName: z.string().default(artifactId) })
      .parse(properties);
    stacks.push({ name: stackName, template: readJson(path.join(folder, templateFile), Template) });
  };

  const readAssets = (folder: string, properties: Record<string, unknown>) => {
    const { file } = z.object({ file: z.string() }).parse(properties);
    const { files } = readJson(path.join(folder, file), AssetManifest);
    for (const { source, destinations } of Object.values(files)) {
      if (source.path === undefined) continue;
      const location = path.resolve(folder, source.path);
      for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, location);
    }
  };

  const readFolder = (folder: string) => {
    const { artifacts } = readJson(path.join(folder, "manifest.json"), Manifest);
    for (const [id, { type, environment, properties }] of Object.entries(artifacts)) {
      if (type === "aws:cloudformation:stack") {
        readStack(id, folder, properties);
        const region = environment?.split("/").at(-1);
        if (region !== undefined && region !== "unknown-region") regions.add(region);
      } else if (type === "cdk:asset-manifest") {
        readAssets(folder, properties);
      } else if (type === "cdk:cloud-assembly") {
        const { directoryName } = z.object({ directoryName: z.string() }).parse(properties);
        readFolder(path.join(folder, directoryName));
      }
    }
  };

  readFolder(path.resolve(directory));
  if (regions.size > 1) {
    throw new CannotStart(
      `The stacks are for several regions (${[...regions].join(", ")}); one machine runs one.`,
    );
  }
  return { stacks, assets, region: [...regions][0] };
}
