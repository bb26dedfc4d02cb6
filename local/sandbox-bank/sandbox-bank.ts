import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { PublicJwk } from "../../adapters/signing/keys.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { openBankDatabase } from "./bank-database.ts";
import { answerHttp } from "./bank-http.ts";
import { tellBalancesDaily } from "./balances.ts";
import { ownKeys, trustPlatformKey } from "./bank-keys.ts";
import { createExchange } from "./exchange.ts";
import { createFaults } from "./faults.ts";
import { pauseAfter, startOutbox } from "./outbox.ts";
import { executeNextRefund } from "./refunds.ts";
import { executeNextRelease } from "./releases.ts";
import { executeNextReturn } from "./returns.ts";
import type { Bank } from "./routes.ts";

export interface SandboxBankOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Where `bank.sqlite` lies. */
  readonly dataDir: string;
  /** Where notifications go: `<platformUrl>/bank/v1/…`. */
  readonly platformUrl: string;
  /** Virtual time. */
  readonly now: () => EpochMs;
  /** The pause before the next attempt of a notification, in wall milliseconds; by default it doubles. */
  readonly pauseAfter?: (attempts: number) => number;
}

export interface SandboxBank {
  readonly url: string;
  /** Of the key that signs now. */
  readonly publicJwk: PublicJwk;
  trustPlatformKey(jwk: PublicJwk): void;
  /** Where the platform is, once it is known or when it has moved. */
  setPlatformUrl(url: string): void;
  /** The clock has moved: what a new day brings is done. */
  clockMoved(): void;
  stop(): Promise<void>;
}

/** Starts the sandbox bank: goes on with whatever its books hold as undone. */
export async function startSandboxBank(options: SandboxBankOptions): Promise<SandboxBank> {
  const db = openBankDatabase(options.dataDir);
  const keys = ownKeys(db);
  const faults = createFaults();
  let { platformUrl } = options;
  let url = "";
  const bank: Bank = { db, keys, faults, ownUrl: () => url, now: options.now };
  const exchange = createExchange({
    db,
    keys,
    platformUrl: () => platformUrl,
    now: options.now,
  });
  const outbox = startOutbox({
    db,
    send: (notification, fault) => exchange.notify(notification, fault),
    pauseAfter: options.pauseAfter ?? pauseAfter,
    faults,
  });

  let work: NodeJS.Immediate | undefined;
  let stopped = false;
  /** Executes what was accepted and delivers what is due, after the answer is on its way. */
  const workOff = () => {
    work = undefined;
    while (executeNextRelease(db, options.now(), () => faults.ofRelease()));
    while (executeNextReturn(db, options.now()));
    while (executeNextRefund(db, options.now(), () => faults.ofRefund()));
    tellBalancesDaily(db, options.now());
    outbox.nudge();
  };
  const workSoon = () => {
    if (!stopped) work ??= setImmediate(workOff);
  };

  const server = createServer((incoming, outgoing) => {
    void answerHttp(bank, exchange, incoming, outgoing).finally(workSoon);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${portOf(server.address())}`;
  workSoon();

  return {
    url,
    get publicJwk() {
      return keys.publicJwk();
    },
    trustPlatformKey: (jwk) => trustPlatformKey(db, jwk),
    setPlatformUrl: (moved) => {
      platformUrl = moved;
      workSoon();
    },
    clockMoved: workSoon,
    async stop() {
      stopped = true;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      clearImmediate(work);
      exchange.stop();
      await outbox.stop();
      db.close();
    },
  };
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;
