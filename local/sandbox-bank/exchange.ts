import { randomUUID } from "node:crypto";
import * as z from "zod";
import { BANK_WINDOW_MS } from "../../adapters/bank/bank-protocol.ts";
import { signRequest, signResponse, verifyRequest } from "../../adapters/signing/http-signature.ts";
import type { Signer } from "../../adapters/signing/keys.ts";
import type { HttpRequest } from "../../adapters/signing/message-components.ts";
import { SIGNATURE_REFUSALS } from "../../adapters/signing/refusals.ts";
import { Malformed } from "../../adapters/signing/signature-base.ts";
import { fillIn } from "../../domain/shared/fill-in.ts";
import type { RefusalFacts } from "../../domain/shared/result.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";
import { platformKey, type OwnKeys } from "./bank-keys.ts";
import { BankProblem } from "./bank-problem.ts";
import type { AnswerFault, NoticeFault } from "./faults.ts";
import type { Notification, Outcome } from "./outbox.ts";

/**
 * All that the bank exchanges with the platform passes through here, in both directions: the one place where a
 * bank that is slow, silent or repeats itself is to be played.
 */
export interface Exchange {
  /** Believes a request by its signature, once. @throws BankProblem 401 */
  admit(request: HttpRequest): Promise<void>;
  /** The headers that sign an answer; none where the request had no signature to bind it to. */
  signAnswer(
    request: HttpRequest,
    status: number,
    body: string,
    fault?: AnswerFault,
  ): Promise<Readonly<Record<string, string>>>;
  /** Sends one notification, signed anew at each attempt. */
  notify(notification: Notification, fault?: NoticeFault): Promise<Outcome>;
  /** Ends what is under way. */
  stop(): void;
}

/** A platform that says nothing for so long is taken as not there. */
const TIMEOUT_MS = 10_000;

export function createExchange(dependencies: {
  readonly db: BankDatabase;
  readonly keys: OwnKeys;
  readonly platformUrl: () => string;
  readonly now: () => EpochMs;
}): Exchange {
  const { db, keys, platformUrl, now } = dependencies;
  const signerUnder = (fault: AnswerFault | NoticeFault | undefined): Signer => {
    if (fault === "wrong-signature") return keys.forged();
    return fault === "old-key" ? keys.former() : keys.inUse();
  };
  const ended = new AbortController();
  return {
    async admit(request) {
      const verified = await verifyRequest({
        ...request,
        now: now(),
        windowMs: BANK_WINDOW_MS,
        keyFor: (keyId) => platformKey(db, keyId),
      });
      if (!verified.ok) throw unauthenticated(verified.refusal.code, verified.refusal.facts);
      useNonce(db, verified.value.keyId, verified.value.nonce, now());
    },

    async signAnswer(request, status, body, fault) {
      const signer = signerUnder(fault);
      try {
        return await signResponse({ status, body, request, signer, now: now() });
      } catch (error) {
        if (error instanceof Malformed) return {};
        throw error;
      }
    },

    async notify({ path, idempotency_key: idempotencyKey, body: told }, fault) {
      const body = fault === "wrong-amount" ? withWrongAmount(told) : told;
      const url = new URL(platformUrl().replace(/\/$/, "") + path);
      const own = { "content-type": "application/json", "idempotency-key": idempotencyKey };
      const signature = await signRequest({
        method: "POST",
        url,
        headers: own,
        body,
        signer: signerUnder(fault),
        now: now(),
        nonce: randomUUID(),
      });
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: { ...own, ...signature },
          body,
          redirect: "manual",
          signal: AbortSignal.any([ended.signal, AbortSignal.timeout(TIMEOUT_MS)]),
        });
        await response.body?.cancel();
        return response.status;
      } catch {
        return "unreachable";
      }
    },

    stop: () => ended.abort(),
  };
}

const Amounts = z.looseObject({ amountFen: z.int().optional(), balanceFen: z.int().optional() });

/** The same notice, one fen too much. */
function withWrongAmount(body: string): string {
  const notice = Amounts.parse(JSON.parse(body));
  const name = notice.amountFen === undefined ? "balanceFen" : "amountFen";
  return JSON.stringify({ ...notice, [name]: (notice[name] ?? 0) + 1 });
}

/** A nonce is used up before anything is done: whoever sends it again changed nothing and learns nothing. */
function useNonce(db: BankDatabase, keyId: string, nonce: string, now: EpochMs): void {
  db.transaction(() => {
    // Outside the window a signature is refused by its age, so that its nonce need not be known any more.
    db.run("DELETE FROM nonce WHERE seen_at < ?", now - 2 * BANK_WINDOW_MS);
    const added = db.run(
      "INSERT INTO nonce VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      keyId,
      nonce,
      now,
    );
    if (added === 0) {
      throw new BankProblem(401, "signature.nonce-replayed", {
        zh: `随机数 ${nonce} 已使用过。请用新的随机数重新签名。`,
        en: `The nonce ${nonce} was used before. Sign again with a new one.`,
      });
    }
  });
}

function unauthenticated(code: keyof typeof SIGNATURE_REFUSALS, facts: RefusalFacts): BankProblem {
  const { zh, en } = SIGNATURE_REFUSALS[code];
  return new BankProblem(401, code, { zh: fillIn(zh, facts), en: fillIn(en, facts) });
}
