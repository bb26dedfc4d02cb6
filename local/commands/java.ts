import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { JavaMissing } from "../errors.ts";
import { inSeconds } from "./progress.ts";
import type { Report } from "./progress.ts";

/** DynamoDB Local is a Java program, compiled for this version. */
const OLDEST_JAVA_MAJOR = 17;
const DEBIAN_PACKAGE = "openjdk-17-jre-headless";

/** The major version in what `java -version` prints; before 9 it was the second number: `1.8.0`. */
export function javaMajor(versionOutput: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(versionOutput) ?? [];
  if (first === undefined) return undefined;
  return first === "1" ? Number(second) : Number(first);
}

function installedMajor(): number | undefined {
  const { status, stderr, stdout } = spawnSync("java", ["-version"], { encoding: "utf8" });
  return status === 0 ? javaMajor(`${stderr}${stdout}`) : undefined;
}

const isDebianRoot = (): boolean =>
  process.getuid?.() === 0 && existsSync("/etc/debian_version") && existsSync("/usr/bin/apt-get");

/** Runs a step of apt; what it prints is shown only if it fails. */
async function apt(...args: string[]): Promise<void> {
  const child = spawn("apt-get", ["-y", "-q", ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return;
  throw new JavaMissing(
    `apt-get ${args.join(" ")} failed:\n${printed.join("")}\n${howToInstall()}`,
  );
}

const howToInstall = (): string =>
  [
    `需要 Java ${OLDEST_JAVA_MAJOR} 或更高版本（DynamoDB Local 用）。`,
    `Java ${OLDEST_JAVA_MAJOR} or newer is needed (DynamoDB Local runs on it). Install it:`,
    `  Debian, Ubuntu:  sudo apt-get install ${DEBIAN_PACKAGE}`,
    "  macOS:           brew install openjdk@17, and put it on PATH as brew then says",
    "  others:          https://adoptium.net",
  ].join("\n");

/**
 * Makes sure that there is a Java to run DynamoDB Local; on Debian, as root, installs it.
 * @throws JavaMissing that says what was found and how to install one
 */
export async function ensureJava(report: Report): Promise<void> {
  const found = installedMajor();
  if (found !== undefined && found >= OLDEST_JAVA_MAJOR) return;
  if (isDebianRoot()) {
    await inSeconds(report, `installing Java (${DEBIAN_PACKAGE})`, async () => {
      await apt("update");
      await apt("install", "--no-install-recommends", DEBIAN_PACKAGE);
    });
    const installed = installedMajor();
    if (installed !== undefined && installed >= OLDEST_JAVA_MAJOR) return;
  }
  const what = found === undefined ? "no working java command was found" : `found Java ${found}`;
  throw new JavaMissing(`${what}.\n${howToInstall()}`);
}

if (import.meta.main) {
  // `.ci/run` calls this, so that a bare machine gets its Java.
  try {
    await ensureJava((line) => {
      console.error(line);
    });
  } catch (error) {
    if (!(error instanceof JavaMissing)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
