import type * as z from "zod";
import type { EpochMs } from "../../domain/shared/time.ts";
import { signRequest, verifyResponse } from "../signing/http-signature.ts";
import type { KeyFor, Signer } from "../signing/keys.ts";
import { partsOfUrl } from "../signing/message-components.ts";
import type { VerifiedSignature } from "../signing/verify-message.ts";
import {
  BANK_WINDOW_MS,
  BankProblemBody,
  CustodyConfirmation,
  NamedRefund,
  OpenCustodyAccount,
  PaymentRequested,
  RefundAccepted,
  RefundPayment,
  Release,
  ReleaseAccepted,
  RequestPayment,
  ReturnAccepted,
  ReturnPayIn,
} from "./bank-protocol.ts";

/** The bank did not answer, or not now. What was asked may have happened: ask again with the same id. */
export class BankUnavailable extends Error {
  override readonly name = "BankUnavailable";
}

/** The bank said no, in an answer that it signed: asking again with the same words will not help. */
export class BankRefused extends Error {
  override readonly name = "BankRefused";
  readonly code: string;
  constructor(code: string) {
    super(`the bank refused: ${code}`);
    this.code = code;
  }
}

/** An answer that is not provably the bank's, or that is not in its protocol: it counts as no answer. */
export class BankAnswerUntrusted extends Error {
  override readonly name = "BankAnswerUntrusted";
}

/** The bank's signature on one answer, to be kept beside what it proves. */
export interface BankEvidence extends VerifiedSignature {
  /** The signature of the request that was answered, which the answer's own signature covers. */
  readonly requestSignature: string;
}

/** A bank that did not believe our signature has said nothing about what was asked: it is asked again. */
export const isFinalNo = (error: unknown): error is BankRefused =>
  error instanceof BankRefused && !error.code.startsWith("signature.");

/** The platform's side of one bank. Each call is idempotent by the id that its input carries. */
export interface BankClient {
  openCustodyAccount(
    input: z.input<typeof OpenCustodyAccount>,
  ): Promise<{ readonly confirmation: CustodyConfirmation; readonly evidence: BankEvidence }>;
  requestPayment(input: z.input<typeof RequestPayment>): Promise<PaymentRequested>;
  release(input: z.input<typeof Release>): Promise<ReleaseAccepted>;
  returnPayIn(input: z.input<typeof ReturnPayIn>): Promise<ReturnAccepted>;
  refund(input: z.input<typeof RefundPayment>): Promise<RefundAccepted>;
  refundTo(input: z.input<typeof NamedRefund>): Promise<RefundAccepted>;
}

export interface BankClientDependencies {
  readonly baseUrl: string;
  readonly signer: Signer;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => EpochMs;
  readonly newNonce: () => string;
  /** Only keys of this bank: another bank's signature on its answer is not believed. */
  readonly bankKeyFor: KeyFor;
}

/** A bank that says nothing for so long is taken as not there. */
const TIMEOUT_MS = 10_000;

export function createBankClient(dependencies: BankClientDependencies): BankClient {
  return {
    async openCustodyAccount(input) {
      const body = OpenCustodyAccount.parse(input);
      const answer = await call(dependencies, "/v1/custody-accounts", body);
      return { confirmation: read(CustodyConfirmation, answer), evidence: answer.evidence };
    },
    async requestPayment(input) {
      const body = RequestPayment.parse(input);
      return read(PaymentRequested, await call(dependencies, "/v1/payment-requests", body));
    },
    async release(input) {
      const body = Release.parse(input);
      return read(ReleaseAccepted, await call(dependencies, "/v1/releases", body));
    },
    async returnPayIn(input) {
      const body = ReturnPayIn.parse(input);
      return read(ReturnAccepted, await call(dependencies, "/v1/returns", body));
    },
    async refund(input) {
      const body = RefundPayment.parse(input);
      return read(RefundAccepted, await call(dependencies, "/v1/refunds", body));
    },
    async refundTo(input) {
      const body = NamedRefund.parse(input);
      return read(RefundAccepted, await call(dependencies, "/v1/named-refunds", body));
    },
  };
}

interface Answer {
  readonly body: string;
  readonly evidence: BankEvidence;
}

/** Sends one signed request and believes its answer only by its signature. */
async function call(deps: BankClientDependencies, path: string, input: object): Promise<Answer> {
  const url = new URL(deps.baseUrl.replace(/\/$/, "") + path);
  const body = JSON.stringify(input);
  const own = { "content-type": "application/json" };
  const signature = await signRequest({
    method: "POST",
    url,
    headers: own,
    body,
    signer: deps.signer,
    now: deps.now(),
    nonce: deps.newNonce(),
  });
  const response = await send(deps, url, { ...own, ...signature }, body);
  if (response.status >= 500 || response.status === 408 || response.status === 429) {
    throw new BankUnavailable(`the bank answered ${response.status} on ${path}`);
  }
  const verified = await verifyResponse({
    ...response,
    request: { method: "POST", path: partsOfUrl(url).path, headers: signature },
    keyFor: deps.bankKeyFor,
    now: deps.now(),
    windowMs: BANK_WINDOW_MS,
  });
  if (!verified.ok) {
    throw new BankAnswerUntrusted(
      `the bank's answer ${response.status} on ${path} is not believed: ${verified.refusal.code}`,
    );
  }
  const evidence = { ...verified.value, requestSignature: signature.signature };
  const answer = { body: response.body, evidence };
  if (response.status >= 300) throw new BankRefused(read(BankProblemBody, answer).code);
  return answer;
}

async function send(
  deps: BankClientDependencies,
  url: URL,
  headers: Record<string, string>,
  body: string,
) {
  try {
    const response = await deps.fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } catch (cause) {
    throw new BankUnavailable(`the bank does not answer on ${url.pathname}`, { cause });
  }
}

/** Reads a verified answer. What does not fit the protocol is not acted upon. */
function read<S extends z.ZodType>(schema: S, answer: Answer): z.output<S> {
  const parsed = schema.safeParse(parseJson(answer.body));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new BankAnswerUntrusted(`the bank's answer does not fit the protocol at: ${places}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
