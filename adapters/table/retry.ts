import { StoreUnavailable } from "./table.ts";

/** What a failed attempt means for the next one. */
export type Failure =
  | {
      readonly kind: "transient";
      /** Whether the store may have done the work although it did not say so. */
      readonly outcomeUnknown: boolean;
      readonly reason: string;
    }
  | { readonly kind: "final"; readonly error: unknown };

export interface RetryPolicy {
  /** A number from 0 to below 1, for the jitter. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly maxAttempts: number;
}

export interface RetryOptions {
  /** Whether doing the work twice is the same as doing it once. */
  readonly repeatable: boolean;
  readonly classify: (error: unknown) => Failure;
}

export const DEFAULT_MAX_ATTEMPTS = 6;
const FIRST_WAIT_MS = 25;
const LONGEST_WAIT_MS = 1_000;

/**
 * Tries until it succeeds, fails for good, or has used its attempts. Waits with full jitter: anything from
 * nothing up to a ceiling that doubles, so that rivals for one item spread out.
 * @throws StoreUnavailable when attempts are used up, or the outcome is unknown and cannot be repeated
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  options: RetryOptions,
  attempt: () => Promise<T> | T,
): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      const failure = options.classify(error);
      if (failure.kind === "final") throw failure.error;
      if (failure.outcomeUnknown && !options.repeatable) {
        throw new StoreUnavailable(`unknown whether it was written: ${failure.reason}`, {
          cause: error,
        });
      }
      if (attempts >= policy.maxAttempts) {
        throw new StoreUnavailable(`gave up after ${attempts} attempts: ${failure.reason}`, {
          cause: error,
        });
      }
      const ceilingMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
      await policy.sleep(policy.random() * ceilingMs);
    }
  }
}
