import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** A running process, told apart from a later one that got the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in whatever form the system gives; only equality matters. */
  readonly started: string;
  readonly command: string;
}

const POLL_MS = 50;

function fromProc(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return { pid, started: fields[18] ?? "", command };
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): ProcessIdentity | undefined {
  const ask = (column: string): string =>
    spawnSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  const started = ask("lstart");
  return started === "" ? undefined : { pid, started, command: ask("command") };
}

/** The process that has this number now, if there is one. */
export const identify = (pid: number): ProcessIdentity | undefined =>
  existsSync("/proc/self/stat") ? fromProc(pid) : fromPs(pid);

/** Whether the process that was identified still runs. */
export function isRunning(process: ProcessIdentity): boolean {
  return identify(process.pid)?.started === process.started;
}

/** Ends a process: asked first, by force after `graceMs`. @returns once it is gone */
export async function endProcess(target: ProcessIdentity, graceMs: number): Promise<void> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    if (!isRunning(target)) return;
    process.kill(target.pid, signal);
    const until = performance.now() + graceMs;
    while (isRunning(target) && performance.now() < until) await pause(POLL_MS);
  }
}
