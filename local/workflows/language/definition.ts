/**
 * The Amazon States Language as far as it runs here: JSONPath, every state type, inline Map. Whatever else a
 * definition says is refused by its name, since leaving it out in silence would run another workflow.
 * @source https://states-language.net/spec.html
 */
import * as z from "zod";
import { ChoiceRule } from "./choice-rule.ts";
import { parseIntrinsic } from "./intrinsics.ts";
import { messageOf } from "../../errors.ts";
import { referenceSteps } from "./paths.ts";

const QueryLanguage = z
  .literal("JSONPath", {
    error: "only JSONPath runs here; write the definition in it, not in JSONata",
  })
  .optional();
const Path = z.string().startsWith("$");
const ReferencePath = Path.refine((path) => referenceSteps(path) !== undefined, {
  error: "a Reference Path means one place: no wildcards, filters or slices",
});
const ResultPath = ReferencePath.refine((path) => !path.startsWith("$$"), {
  error: "a result cannot be put into the context object",
})
  .nullable()
  .optional();
const PathOrIntrinsic = z.string().check((context) => {
  const problem = problemOfExpression(context.value);
  if (problem !== undefined)
    context.issues.push({ code: "custom", input: context.value, message: problem });
});
const Template = z.json().check((context) => {
  for (const message of problemsOfTemplate(context.value))
    context.issues.push({ code: "custom", input: context.value, message });
});
const Seconds = z.int().min(0).max(99_999_999);

function problemOfExpression(text: string): string | undefined {
  if (text.startsWith("$")) return undefined;
  try {
    parseIntrinsic(text);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function problemsOfTemplate(template: unknown): readonly string[] {
  if (typeof template !== "object" || template === null) return [];
  return Object.entries(template).flatMap(([name, value]: [string, unknown]) => {
    if (!name.endsWith(".$")) return problemsOfTemplate(value);
    const problem =
      typeof value === "string"
        ? problemOfExpression(value)
        : "a path or intrinsic function is needed";
    return problem === undefined ? [] : [`${name}: ${problem}`];
  });
}

const flow = {
  Comment: z.string().optional(),
  QueryLanguage,
  InputPath: Path.nullable().optional(),
  OutputPath: Path.nullable().optional(),
};
const transition = { Next: z.string().optional(), End: z.literal(true).optional() };

const Retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.int().min(1).default(1),
  MaxAttempts: z.int().min(0).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).optional(),
  JitterStrategy: z.enum(["NONE", "FULL"]).default("NONE"),
});
export type Retrier = z.infer<typeof Retrier>;

const Catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  ResultPath,
  Next: z.string(),
});

/** What a state that works has besides its work: how its result is shaped, and what becomes of its errors. */
const working = {
  ...flow,
  ...transition,
  Parameters: Template.optional(),
  ResultSelector: Template.optional(),
  ResultPath,
  Retry: z.array(Retrier).default([]),
  Catch: z.array(Catcher).default([]),
};

const Task = z.strictObject({
  Type: z.literal("Task"),
  ...working,
  Resource: z.string(),
  TimeoutSeconds: Seconds.min(1).optional(),
  TimeoutSecondsPath: ReferencePath.optional(),
  HeartbeatSeconds: Seconds.min(1).optional(),
  HeartbeatSecondsPath: ReferencePath.optional(),
});
export type TaskState = z.infer<typeof Task>;

const Pass = z.strictObject({
  Type: z.literal("Pass"),
  ...flow,
  ...transition,
  Parameters: Template.optional(),
  Result: z.json().optional(),
  ResultPath,
});

const Wait = z
  .strictObject({
    Type: z.literal("Wait"),
    ...flow,
    ...transition,
    Seconds: Seconds.optional(),
    SecondsPath: ReferencePath.optional(),
    Timestamp: z.iso.datetime({ offset: true }).optional(),
    TimestampPath: ReferencePath.optional(),
  })
  .refine(
    ({ Seconds: seconds, SecondsPath, Timestamp, TimestampPath }) =>
      [seconds, SecondsPath, Timestamp, TimestampPath].filter((each) => each !== undefined)
        .length === 1,
    { error: "a Wait state has one of Seconds, SecondsPath, Timestamp and TimestampPath" },
  );
export type WaitState = z.infer<typeof Wait>;

const Choice = z.strictObject({
  Type: z.literal("Choice"),
  ...flow,
  Choices: z.array(ChoiceRule).min(1),
  Default: z.string().optional(),
});
export type ChoiceState = z.infer<typeof Choice>;

const Succeed = z.strictObject({ Type: z.literal("Succeed"), ...flow });

const Fail = z.strictObject({
  Type: z.literal("Fail"),
  Comment: z.string().optional(),
  QueryLanguage,
  Error: z.string().optional(),
  ErrorPath: PathOrIntrinsic.optional(),
  Cause: z.string().optional(),
  CausePath: PathOrIntrinsic.optional(),
});
export type FailState = z.infer<typeof Fail>;

const Parallel = z.strictObject({
  Type: z.literal("Parallel"),
  ...working,
  Branches: z.array(z.lazy((): z.ZodType<Block> => Block)).min(1),
});
export type ParallelState = z.infer<typeof Parallel>;

const MapOverItems = z
  .strictObject({
    Type: z.literal("Map"),
    ...working,
    ItemsPath: Path.optional(),
    ItemSelector: Template.optional(),
    ItemProcessor: z.lazy((): z.ZodType<Block> => Block).optional(),
    /** The former name of ItemProcessor. */
    Iterator: z.lazy((): z.ZodType<Block> => Block).optional(),
    MaxConcurrency: z.int().min(0).default(0),
    MaxConcurrencyPath: ReferencePath.optional(),
  })
  .refine((state) => (state.ItemProcessor === undefined) !== (state.Iterator === undefined), {
    error: "a Map state has one ItemProcessor",
  });
export type MapState = z.infer<typeof MapOverItems>;

const ENDS_ITS_OWN_WAY: ReadonlySet<string> = new Set(["Choice", "Succeed", "Fail"]);

const State = z
  .discriminatedUnion("Type", [Task, Pass, Wait, Choice, Succeed, Fail, Parallel, MapOverItems])
  .refine((state) => ENDS_ITS_OWN_WAY.has(state.Type) || "End" in state !== "Next" in state, {
    error: "a state has either Next or End",
  });
export type State = z.infer<typeof State>;
/** The states that work: they retry, they catch. */
export type WorkingState = TaskState | ParallelState | MapState;
/** The fields that every state but Fail has. */
export type DataFlow = Pick<WorkingState, "InputPath" | "OutputPath">;

/** A machine's states, a branch's, or those for each item. */
export interface Block {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

const shape = {
  Comment: z.string().optional(),
  QueryLanguage,
  StartAt: z.string(),
  States: z.record(z.string(), State),
};
const ProcessorConfig = z.strictObject({
  Mode: z.literal("INLINE", { error: "only inline Map states run here" }).optional(),
});
const Block: z.ZodType<Block> = z.strictObject({
  ...shape,
  ProcessorConfig: ProcessorConfig.optional(),
});

export const Definition = z.strictObject({
  ...shape,
  Version: z.literal("1.0").optional(),
  TimeoutSeconds: Seconds.min(1).optional(),
});
export type Definition = z.infer<typeof Definition>;
