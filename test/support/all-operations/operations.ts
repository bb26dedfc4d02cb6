import { randomUUID } from "node:crypto";
import type * as z from "zod";
import { signRequest } from "../../../adapters/signing/http-signature.ts";
import type { Signer } from "../../../adapters/signing/keys.ts";
import { useCases } from "../../../functions/contracts.ts";
import {
  bundleFolder,
  type InputSchemas,
  type UseCaseContract,
} from "../../../functions/kit/contract.ts";
import { type HttpHandler, httpLambda, type UseCase } from "../../../functions/kit/http.ts";
import { type Caller, httpEvent, inProcess, once, type TestKit } from "../door.ts";
import type { WorldKit } from "./world-kit.ts";

/** One use case, ready to be put behind its whole wrapper on any kit. */
export interface Operation {
  readonly contract: UseCaseContract;
  readonly on: (kit: WorldKit) => HttpHandler;
}

type AnyUseCase = (kit: WorldKit) => UseCase<InputSchemas, z.ZodType>;

/** Every use case of the platform, found where its contract says that it lies. */
export const operations: readonly Operation[] = await Promise.all(useCases.map(load));

async function load(contract: UseCaseContract): Promise<Operation> {
  const path = `../../../functions/${bundleFolder(contract)}.ts`;
  const module = (await import(path)) as Readonly<Record<string, AnyUseCase | undefined>>;
  const useCase = module[contract.id];
  if (useCase === undefined) throw new Error(`${path} does not export ${contract.id}`);
  return { contract, on: (kit) => httpLambda(contract, useCase, kit) };
}

export function operation(id: string): Operation {
  const found = operations.find(({ contract }) => contract.id === id);
  if (found === undefined) throw new Error(`there is no operation ${id}`);
  return found;
}

/** Who stands before the door: with a token, with a signature, with both or with nothing. */
export interface Visitor {
  readonly as?: Caller;
  readonly signer?: Signer;
  /** Signed with; a fresh one unless given. */
  readonly nonce?: string;
  /** Alters what was signed, on its way. */
  readonly tamper?: (body: string) => string;
}

/** What is asked for. A body that is a text is sent as it is. */
export interface Knock {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const PRINTABLE = /^[\x20-\x7e]*$/;

/**
 * Knocks at a door as the gateway does, with a fresh idempotency key unless another is given. Headers that
 * no signature can cover are put in after signing.
 */
export async function knock(
  handler: HttpHandler,
  kit: Pick<TestKit, "now">,
  { as, signer, nonce = randomUUID(), tamper = (body) => body }: Visitor,
  { path, query, body, headers: own }: Knock,
): Promise<Reply> {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const signable = Object.entries(own ?? {}).filter(([, value]) => PRINTABLE.test(value));
  const plain = {
    host: "platform.test",
    "content-type": "application/json",
    ...once(),
    ...Object.fromEntries(signable),
  };
  const search = new URLSearchParams(query).toString();
  const signature =
    signer === undefined
      ? {}
      : await signRequest({
          method: "POST",
          url: `https://platform.test/${search === "" ? "" : `?${search}`}`,
          headers: plain,
          body: text ?? "",
          signer,
          now: kit.now(),
          nonce,
        });
  const sent = text === undefined ? undefined : tamper(text);
  const headers = { ...plain, ...signature, ...own };
  const answer = await handler(httpEvent({ as, path, query, body: sent, headers }), inProcess);
  const received = Object.entries(answer.headers ?? {}).map(([name, value]) => [
    name,
    String(value),
  ]);
  return {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(received),
    text: answer.body ?? "",
  };
}

/** The answer read as the contract's media type says. */
export const bodyOfReply = ({ headers, text }: Reply): unknown =>
  headers["content-type"]?.includes("json") === true ? JSON.parse(text) : text;
