import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import type { CancellationReason } from "@aws-sdk/client-dynamodb";
import { InvariantBroken } from "../../domain/shared/invariant.ts";
import { toItem } from "./codec.ts";
import type { Attributes } from "./codec.ts";
import type { Failure } from "./retry.ts";
import { CommitRefused } from "./table.ts";

/** Another writer or the capacity stands in the way; nothing was written, the same may succeed soon. */
const PASSING_REASONS: ReadonlySet<string> = new Set([
  "TransactionConflict",
  "ThrottlingError",
  "ProvisionedThroughputExceeded",
  "RequestLimitExceeded",
  "TransactionInProgress",
  "InternalServerError",
]);

/** The same as errors of the whole request. A transaction in progress is our own, under its token. */
const PASSING_ERRORS: ReadonlySet<string> = new Set([
  "TransactionConflictException",
  "ReplicatedWriteConflictException",
  "ThrottlingException",
  "ThrottlingError",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "TransactionInProgressException",
]);

/** The request is wrong in itself: sending it again gives the same answer. */
const DEFECTS: ReadonlySet<string> = new Set([
  "ValidationException",
  "ItemCollectionSizeLimitExceededException",
  "DuplicateItemException",
  "IdempotentParameterMismatchException",
]);

/** No answer came, or one that does not say what was done. */
const UNKNOWN_OUTCOMES: ReadonlySet<string> = new Set([
  "InternalServerError",
  "InternalServerErrorException",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "TimeoutError",
  "RequestTimeout",
  "RequestTimeoutException",
  "NetworkingError",
]);
const CONNECTION_FAULTS: ReadonlySet<string> = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
]);

/** Decides for an error of the DynamoDB client whether another attempt makes sense. */
export function classifyFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { kind: "final", error };
  if (error instanceof TransactionCanceledException) return classifyCancellation(error);
  if (error instanceof ConditionalCheckFailedException) {
    return { kind: "final", error: new CommitRefused([failedWrite(0, error.Item)]) };
  }
  if (PASSING_ERRORS.has(error.name)) return transient(error.name, false);
  if (DEFECTS.has(error.name)) return defect(`${error.name}: ${error.message}`, error);
  return isOutcomeUnknown(error) ? transient(error.name, true) : { kind: "final", error };
}

/**
 * Weighs all reasons of a cancelled transaction. A defect outweighs everything. A conflict outweighs
 * failed conditions: those may have been read from an item that the rival was about to change, so the
 * next attempt decides.
 */
function classifyCancellation(error: TransactionCanceledException): Failure {
  const reasons = (error.CancellationReasons ?? [])
    .map((reason, index) => ({ index, code: reason.Code ?? "None", reason }))
    .filter(({ code }) => code !== "None");
  const wrong = reasons.filter(
    ({ code }) => code !== "ConditionalCheckFailed" && !PASSING_REASONS.has(code),
  );
  if (reasons.length === 0 || wrong.length > 0) return defect(describe(wrong), error);
  const passing = reasons.find(({ code }) => PASSING_REASONS.has(code));
  if (passing !== undefined) return transient(passing.code, false);
  return {
    kind: "final",
    error: new CommitRefused(reasons.map(({ index, reason }) => failedWrite(index, reason.Item))),
  };
}

const describe = (
  wrong: readonly { index: number; code: string; reason: CancellationReason }[],
): string =>
  wrong.length === 0
    ? "a transaction was cancelled without a reason"
    : wrong
        .map(({ index, code, reason }) => `write ${index}: ${code}: ${reason.Message ?? ""}`)
        .join("; ");

/** An item that is not there is told as no item or as an empty one. */
const failedWrite = (index: number, found: Attributes | undefined) =>
  found === undefined || Object.keys(found).length === 0
    ? { index }
    : { index, found: toItem(found) };

const transient = (reason: string, outcomeUnknown: boolean): Failure => ({
  kind: "transient",
  outcomeUnknown,
  reason,
});

const defect = (assumption: string, cause: Error): Failure => ({
  kind: "final",
  error: new InvariantBroken(assumption, { cause }),
});

function isOutcomeUnknown(error: Error): boolean {
  if (UNKNOWN_OUTCOMES.has(error.name)) return true;
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string" && CONNECTION_FAULTS.has(code)) return true;
  const metadata: unknown = Reflect.get(error, "$metadata");
  if (typeof metadata !== "object" || metadata === null) return false;
  const status: unknown = Reflect.get(metadata, "httpStatusCode");
  return typeof status === "number" && status >= 500;
}
