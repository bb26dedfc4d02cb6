import * as z from "zod";
import { UnsupportedTemplate } from "../errors.ts";
import { checkPattern, matchesPattern } from "../events/event-pattern.ts";
import { isRecord } from "../assembly/intrinsics.ts";
import type { Assembly, Resource } from "../ports.ts";
import { readProperties } from "../assembly/properties.ts";

/** What runs of `AWS::Lambda::EventSourceMapping`; anything else that is set is refused. */
const MappingProperties = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.number().optional(),
  /** Seconds; the local runtime never waits for a batch to fill. */
  MaximumBatchingWindowInSeconds: z.number().optional(),
  StartingPosition: z.enum(["TRIM_HORIZON", "LATEST"]).optional(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).default([]),
  BisectBatchOnFunctionError: z.boolean().default(false),
  /** -1 and absence both mean for ever. */
  MaximumRetryAttempts: z.number().default(-1),
  MaximumRecordAgeInSeconds: z.number().optional(),
  /** One shard has one reader here. */
  ParallelizationFactor: z.number().optional(),
  DestinationConfig: z
    .object({ OnFailure: z.object({ Destination: z.string() }).optional() })
    .optional(),
  ScalingConfig: z.object({ MaximumConcurrency: z.number().optional() }).optional(),
  Tags: z.unknown().optional(),
});

/** An event source mapping, joined to the resources it connects. */
export interface SourceMapping {
  /** Stable over restarts: checkpoints are kept by it. */
  readonly id: string;
  readonly functionArn: string;
  readonly functionName: string;
  readonly sourceArn: string;
  readonly source: Resource;
  readonly batchSize: number | undefined;
  readonly reportsItemFailures: boolean;
  readonly bisects: boolean;
  readonly maxRetries: number;
  readonly failureDestinationArn: string | undefined;
  readonly maxConcurrency: number | undefined;
  /** Whether a record passes the filters; true without filters. */
  accepts(record: unknown): boolean;
}

/** All enabled mappings of the assembly. @throws UnsupportedTemplate when source or function is missing */
export function sourceMappings(assembly: Assembly): readonly SourceMapping[] {
  return assembly.ofType("AWS::Lambda::EventSourceMapping").flatMap((resource) => {
    const properties = readProperties(resource, MappingProperties);
    return properties.Enabled ? [join(assembly, resource, properties)] : [];
  });
}

function join(
  assembly: Assembly,
  resource: Resource,
  properties: z.infer<typeof MappingProperties>,
): SourceMapping {
  const { EventSourceArn, FunctionName, FilterCriteria } = properties;
  const source = assembly.byArn(EventSourceArn.replace(/\/stream\/.*$/, ""));
  const target =
    assembly.byArn(FunctionName) ?? assembly.byRef("AWS::Lambda::Function", FunctionName);
  if (source === undefined || target === undefined) {
    throw new UnsupportedTemplate(
      `stack ${resource.stack}, resource ${resource.logicalId}: there is no ` +
        `${source === undefined ? `event source ${EventSourceArn}` : `function ${FunctionName}`}.`,
    );
  }
  const patterns = FilterCriteria?.Filters.map(({ Pattern }) => readPattern(Pattern));
  return {
    id: resource.id,
    functionArn: target.arn,
    functionName: target.name,
    sourceArn: EventSourceArn,
    source,
    batchSize: properties.BatchSize,
    reportsItemFailures: properties.FunctionResponseTypes.length > 0,
    bisects: properties.BisectBatchOnFunctionError,
    maxRetries: properties.MaximumRetryAttempts < 0 ? Infinity : properties.MaximumRetryAttempts,
    failureDestinationArn: properties.DestinationConfig?.OnFailure?.Destination,
    maxConcurrency: properties.ScalingConfig?.MaximumConcurrency,
    accepts: (record) =>
      patterns === undefined || patterns.some((pattern) => matchesPattern(pattern, record)),
  };
}

function readPattern(json: string) {
  const pattern: unknown = JSON.parse(json);
  if (isRecord(pattern)) return checkPattern(pattern);
  throw new UnsupportedTemplate(`the filter ${json} is not a pattern`);
}

const BatchAnswer = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })),
});

/**
 * The items that a function reported as failed.
 * @returns undefined when the answer reports nothing, which means that the whole batch succeeded
 */
export function reportedFailures(answer: unknown): ReadonlySet<string> | undefined {
  const parsed = BatchAnswer.safeParse(answer);
  if (!parsed.success || parsed.data.batchItemFailures.length === 0) return undefined;
  return new Set(parsed.data.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
}
