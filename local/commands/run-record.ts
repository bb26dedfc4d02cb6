import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { CannotStart } from "../errors.ts";
import { endProcess, identify, isRunning } from "./processes.ts";
import type { ProcessIdentity } from "./processes.ts";
import type { Report } from "./progress.ts";

const ProcessRecord = z.object({
  pid: z.int().positive(),
  started: z.string(),
  command: z.string(),
});
const RunRecord = z.object({
  url: z.url(),
  runtime: ProcessRecord,
  bank: ProcessRecord.optional(),
});
/** What a running platform leaves in its data folder, for other commands and for a later start. */
export type RunRecord = z.infer<typeof RunRecord>;

const ANSWER_TIMEOUT_MS = 2000;
const GRACE_MS = 3000;
const fileIn = (dataDir: string): string => join(dataDir, "runtime.pid");

export function writeRunRecord(
  dataDir: string,
  record: { url: string; runtimePid: number; bankPid?: number | undefined },
): void {
  mkdirSync(dataDir, { recursive: true });
  const content: RunRecord = {
    url: record.url,
    runtime: recordOf(record.runtimePid),
    ...(record.bankPid !== undefined && { bank: recordOf(record.bankPid) }),
  };
  writeFileSync(fileIn(dataDir), JSON.stringify(content));
}

function recordOf(pid: number): ProcessIdentity {
  const identity = identify(pid);
  if (!identity) throw new Error(`process ${pid} ended`);
  return identity;
}

/** What the last start left behind; `undefined` when it stopped in order. */
export function readRunRecord(dataDir: string): RunRecord | undefined {
  try {
    return RunRecord.parse(JSON.parse(readFileSync(fileIn(dataDir), "utf8")));
  } catch {
    return undefined;
  }
}

export const removeRunRecord = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });

/** The platform that runs on this data folder and answers, if one does. */
export async function findRunning(dataDir: string): Promise<RunRecord | undefined> {
  const record = readRunRecord(dataDir);
  return record && isRunning(record.runtime) && (await answers(record.url)) ? record : undefined;
}

/** Any answer will do: without the secret it is a refusal. */
async function answers(url: string): Promise<boolean> {
  try {
    await fetch(`${url}/_local/clock`, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes the data folder free for a start. A process counts as ours only if number, start time and
 * command line are those that our own earlier start wrote down.
 * @throws CannotStart when a platform runs there and answers
 */
export async function takeOver(dataDir: string, report: Report): Promise<void> {
  const record = readRunRecord(dataDir);
  if (!record) return;
  if (await findRunning(dataDir)) {
    throw new CannotStart(
      `平台已在运行：${record.url}（进程 ${record.runtime.pid}，数据 ${dataDir}）。\n` +
        `The platform is already running at ${record.url} (process ${record.runtime.pid}, data in ${dataDir}). ` +
        "Stop it with Ctrl-C in its terminal, or start another with --port and --data.",
    );
  }
  for (const left of [record.runtime, record.bank]) {
    if (!left || identify(left.pid)?.command !== left.command || !isRunning(left)) continue;
    report(`ending process ${left.pid}, left over from an earlier start: ${left.command}`);
    await endProcess(left, GRACE_MS);
  }
  removeRunRecord(dataDir);
}
