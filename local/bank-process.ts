import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import * as z from "zod";
import { PublicJwk } from "../adapters/signing/keys.ts";
import { CannotStart } from "./errors.ts";
import type { LocalClock } from "./ports.ts";

const START_TIMEOUT_MS = 15_000;
const STOP_TIMEOUT_MS = 3_000;

const Ready = z.object({ type: z.literal("ready"), url: z.url(), publicJwk: PublicJwk });

/** The sandbox bank, a process beside the platform. */
export interface BankProcess {
  readonly url: string;
  readonly pid: number;
  /** With it the platform verifies what the bank signs. */
  readonly publicJwk: PublicJwk;
  stop(): Promise<void>;
}

/** How far virtual time is ahead of wall time. */
const offsetMs = (clock: LocalClock): number => clock.now() - Date.now();

function firstMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new CannotStart(`the sandbox bank was not ready within ${START_TIMEOUT_MS} ms`));
    }, START_TIMEOUT_MS);
    child.once("message", resolve);
    child.once("error", reject);
    child.once("exit", (code) => {
      reject(new CannotStart(`the sandbox bank ended at its start, with code ${String(code)}`));
    });
    for (const event of ["message", "error", "exit"]) child.once(event, () => clearTimeout(timer));
  });
}

/**
 * Starts the sandbox bank, tells it the platform's key, and keeps its clock with the platform's.
 * It ends when this process does, however that happens: it watches the channel between them.
 * @throws CannotStart when it does not come up
 */
export async function startBankProcess(options: {
  port: number;
  dataDir: string;
  platformUrl: string;
  /** Absent while no function of the platform signs to banks. */
  platformKey: PublicJwk | undefined;
  clock: LocalClock;
  /** Told when the bank ends though nobody stopped it. */
  onEnd: (code: number | null) => void;
}): Promise<BankProcess> {
  const { clock, platformKey } = options;
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      join(import.meta.dirname, "sandbox-bank", "main.ts"),
      ...["--port", String(options.port), "--data", options.dataDir],
      ...["--platform-url", options.platformUrl, "--started-by", "ipc"],
      // Joined by a sign, since a clock that is behind would look like an option.
      `--clock-offset-ms=${offsetMs(clock)}`,
    ],
    // Ctrl-C in the terminal must reach the platform alone, which then stops the bank.
    { detached: true, stdio: ["ignore", "inherit", "inherit", "ipc"] },
  );
  const { url, publicJwk } = Ready.parse(await firstMessage(child));
  const tell = (message: object): void => {
    if (child.connected) child.send(message);
  };
  if (platformKey) tell({ type: "platform-key", keyId: platformKey.kid, publicJwk: platformKey });
  clock.onMove(() => {
    tell({ type: "clock", offsetMs: offsetMs(clock) });
  });

  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let isStopping = false;
  void ended.then((code) => {
    if (!isStopping) options.onEnd(code);
  });
  return {
    url,
    pid: child.pid ?? 0,
    publicJwk,
    async stop() {
      isStopping = true;
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
