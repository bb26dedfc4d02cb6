import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type KeyFor, publicKeyFromJwk } from "../adapters/signing/keys.ts";
import { startBankProcess } from "./bank-process.ts";
import type { BankProcess } from "./bank-process.ts";
import { createLocalAgency } from "./door/agency.ts";
import { createControl } from "./door/control.ts";
import type { Persona } from "./door/control.ts";
import { createLocalMessageGateway, GATEWAY_PATH } from "./door/message-gateway.ts";
import { seedPlatform } from "./demo-city/seed.ts";
import { claimPort } from "./services/free-port.ts";
import { platformPublicKey } from "./platform-key.ts";
import { startRuntime } from "./runtime.ts";
import type { LocalRuntime, RuntimeParts } from "./runtime.ts";

/** Monday morning of the first week of school: where the demo city and the tests begin. */
export const FIRST_MORNING = Date.parse("2026-03-02T08:00:00+08:00");

/** The whole platform on one machine: the runtime of the templates, and the sandbox bank beside it. */
export interface Platform {
  readonly url: string;
  readonly runtime: LocalRuntime;
  readonly bank: BankProcess;
  stop(): Promise<void>;
}

export interface PlatformOptions {
  readonly assemblyDir: string;
  /** Where data is kept over stops; absent: in memory. */
  readonly dataDir: string | undefined;
  /** 0 takes free ones. */
  readonly port: number;
  readonly bankPort: number;
  /** What `/_local/*` asks of its callers. */
  readonly secret: string;
  readonly personas: readonly Persona[];
  readonly onError?: (text: string) => void;
}

async function keyOf(parts: RuntimeParts): Promise<KeyFor> {
  const jwk = await platformPublicKey(parts);
  const key = publicKeyFromJwk(jwk);
  return (keyId) => (keyId === jwk.kid ? key : undefined);
}

/** @throws CannotStart with a text for the person at the terminal; nothing is left running then */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { dataDir, secret, personas } = options;
  const onError = options.onError ?? ((text: string) => console.error(text));
  // The functions learn the bank's address at their start, which is before the bank's own.
  const bankPort = await claimPort(options.bankPort);
  const port = await claimPort(options.port);
  let keyOfPlatform: Promise<KeyFor> | undefined;
  const runtime = await startRuntime({
    assemblyDir: options.assemblyDir,
    ...(dataDir !== undefined && { dataDir }),
    port,
    initialEpochMs: FIRST_MORNING,
    extraEnvironment: {
      BANK_URLS: JSON.stringify({ "sandbox-bank": `http://127.0.0.1:${bankPort}` }),
      GATEWAY_URL: `http://127.0.0.1:${port}${GATEWAY_PATH}`,
      WEBHOOK_TEST_HOSTS: `127.0.0.1:${port}`,
    },
    control: (parts) => {
      const messages = createLocalMessageGateway({
        clock: parts.clock,
        keyFor: () => (keyOfPlatform ??= keyOf(parts)),
      });
      const agency = createLocalAgency({ clock: parts.clock });
      const control = createControl({
        clock: parts.clock,
        secret,
        personas,
        token: (claims, ttlSeconds) => parts.token(claims, ttlSeconds),
        idle: () => parts.idle(),
        deadLetters: () => parts.queues.deadLetters(),
        outbox: () => messages.outbox(),
        agency: () => agency.received(),
      });
      return {
        handle: async (request, response) =>
          (await messages.handle(request, response)) ||
          (await agency.handle(request, response)) ||
          control.handle(request, response),
      };
    },
    onError,
  });

  const bankDir =
    dataDir === undefined ? mkdtempSync(join(tmpdir(), "xiaowai-bank-")) : join(dataDir, "bank");
  const forgetBank = (): void => {
    if (dataDir === undefined) rmSync(bankDir, { recursive: true, force: true });
  };
  let bank: BankProcess | undefined;
  const stop = async (): Promise<void> => {
    // The bank first: it takes up what it could not deliver at its next start.
    await bank?.stop();
    await runtime.stop();
    forgetBank();
  };
  try {
    bank = await startBankProcess({
      port: bankPort,
      dataDir: bankDir,
      platformUrl: runtime.url,
      platformKey: await platformPublicKey(runtime),
      clock: runtime.clock,
      onEnd: (code) => {
        onError(`the sandbox bank ended with code ${String(code)}: stop and start the platform`);
      },
    });
    await seedPlatform(runtime, bank);
    return { url: runtime.url, runtime, bank, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
