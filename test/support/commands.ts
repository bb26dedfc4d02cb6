import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { claimPort } from "../../local/services/free-port.ts";
import { projectRoot } from "../../local/build/project.ts";

/** Long enough for a start on a machine that is busy with other tests. */
export const START_LIMIT = { timeout: 60_000, interval: 100 };

/** One of the project's commands while it runs, and what it has printed so far. */
export interface Command {
  readonly child: ChildProcess;
  readonly printed: { stdout: string; stderr: string };
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** The project's commands on a data folder and a port of their own. */
export interface Commands {
  readonly dataDir: string;
  readonly port: number;
  readonly run: (script: string, ...args: string[]) => Command;
  /** Runs `npm start` until it prints that it is ready. */
  readonly start: (...args: string[]) => Promise<Command>;
  /** Ends what still runs, and forgets the data. */
  readonly end: () => void;
}

export async function commandsOfATest(name: string): Promise<Commands> {
  const dataDir = mkdtempSync(join(tmpdir(), `${name}-`));
  // The bank takes the port ten above; a free one there is likely, and a taken one fails loudly.
  const port = Math.min(await claimPort(0), 65_000);
  const children: ChildProcess[] = [];

  function run(script: string, ...args: string[]): Command {
    const child = spawn(process.execPath, [join("local", script), "--data", dataDir, ...args], {
      cwd: projectRoot,
    });
    children.push(child);
    const printed = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (printed.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    return { child, printed, ended };
  }

  return {
    dataDir,
    port,
    run,
    async start(...args) {
      const started = run("commands/start.ts", "--port", String(port), ...args);
      const ready = vi.waitFor(() => {
        expect(started.printed.stdout).toMatch(/^ready http/m);
      }, START_LIMIT);
      const isReady = await Promise.race([ready.then(() => true), started.ended.then(() => false)]);
      expect(isReady, started.printed.stderr).toBe(true);
      return started;
    },
    end() {
      for (const child of children) child.kill("SIGKILL");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
