import type { Stub } from "../machine-room.ts";

/** One sentence of the States Language as a definition, an input, and what must come of it. */
export interface StatesCase {
  /** What the specification says. */
  readonly name: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly input?: unknown;
  readonly functions?: Readonly<Record<string, Stub>>;
  /** The execution succeeds with it. */
  readonly output?: unknown;
  /** The execution fails with this error. */
  readonly error?: string;
  /** What the package aws-local-stepfunctions 3.0.0 does instead; absent where it agrees. */
  readonly peer?: string;
}

/** A machine of a single state. */
export const only = (state: Readonly<Record<string, unknown>>) => ({
  StartAt: "State",
  States: { State: { ...state, ...(isLast(state) ? {} : { End: true }) } },
});

const isLast = ({ Type }: Readonly<Record<string, unknown>>): boolean =>
  Type === "Succeed" || Type === "Fail";

/** A machine that tells by its output whether a rule of a Choice state holds. */
export const deciding = (rule: Readonly<Record<string, unknown>>) => ({
  StartAt: "Decide",
  States: {
    Decide: { Type: "Choice", Choices: [{ ...rule, Next: "Holds" }], Default: "Fails" },
    Holds: { Type: "Pass", Result: true, End: true },
    Fails: { Type: "Pass", Result: { holds: "no" }, End: true },
  },
});

/** What `deciding` gives for a rule that does not hold. */
export const NO = { holds: "no" };
