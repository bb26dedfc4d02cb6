import { nameOf } from "../errors.ts";
import { reportedFailures } from "./event-source.ts";
import type { SourceMapping } from "./event-source.ts";
import type { Invoke } from "../ports.ts";
import type { StreamRecord } from "./stream-records.ts";

const FIRST_RETRY_MS = 50;
/** AWS waits up to minutes; a person at one machine would not. */
const MAX_RETRY_MS = 2000;

export interface BatchPort {
  readonly invoke: Invoke;
  /** Everything up to this record is done. */
  checkpoint(sequenceNumber: string): void;
  /** Records that were given up go here; the place to look them up, not their content, as on AWS. */
  toFailureDestination(failed: GivenUp): void;
  nap(ms: number): Promise<void>;
  readonly signal: AbortSignal;
}

export interface GivenUp {
  readonly records: readonly StreamRecord[];
  readonly invokeCount: number;
  readonly errorType: string;
}

interface Attempt {
  readonly records: readonly StreamRecord[];
  /** Calls that failed so far; those that only led to a split do not count. */
  readonly failures: number;
}

/**
 * Delivers records in order until each is done or given up; returns early, unfinished, only on abort.
 * A reported item failure keeps what came before it; a split isolates a record that always fails.
 */
export async function deliverBatch(
  mapping: SourceMapping,
  all: readonly StreamRecord[],
  port: BatchPort,
): Promise<void> {
  const isStopped = () => port.signal.aborted;
  const open: Attempt[] = [{ records: all, failures: 0 }];
  for (let attempt = open.shift(); attempt !== undefined; attempt = open.shift()) {
    if (isStopped()) return;
    const { failedFrom, errorType } = await callOnce(mapping, attempt.records, port.invoke);
    const doneRecords = attempt.records.slice(0, failedFrom);
    const lastDone = doneRecords.at(-1);
    if (lastDone !== undefined) port.checkpoint(lastDone.dynamodb.SequenceNumber);
    const records = attempt.records.slice(failedFrom);
    const last = records.at(-1);
    if (last === undefined) continue;
    // A worker that was ended by the stop of the runtime is no failure of its function.
    if (isStopped()) return;

    if (mapping.bisects && records.length > 1) {
      const middle = Math.ceil(records.length / 2);
      open.unshift(
        { records: records.slice(0, middle), failures: attempt.failures },
        { records: records.slice(middle), failures: attempt.failures },
      );
      continue;
    }
    const failures = attempt.failures + 1;
    if (failures > mapping.maxRetries) {
      port.toFailureDestination({ records, invokeCount: failures, errorType });
      port.checkpoint(last.dynamodb.SequenceNumber);
      continue;
    }
    open.unshift({ records, failures });
    await port.nap(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), MAX_RETRY_MS));
  }
}

/** @returns the place of the first record that is not done; the number of records when all are */
async function callOnce(
  mapping: SourceMapping,
  records: readonly StreamRecord[],
  invoke: Invoke,
): Promise<{ failedFrom: number; errorType: string }> {
  try {
    const answer = await invoke(mapping.functionArn, { Records: records });
    const failed = mapping.reportsItemFailures ? reportedFailures(answer) : undefined;
    if (failed === undefined) return { failedFrom: records.length, errorType: "" };
    const first = records.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber));
    // An identifier that is not in the batch fails all of it, as on AWS.
    return { failedFrom: Math.max(0, first), errorType: "BatchItemFailure" };
  } catch (error) {
    return { failedFrom: 0, errorType: nameOf(error) };
  }
}
