import { randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import * as z from "zod";
import { Timestamp, toRfc3339 } from "../../domain/shared/time.ts";
import { durationMs } from "./duration.ts";
import { messageOf } from "../errors.ts";
import { readBody, sendJson, targetOf } from "./http-part.ts";
import type { HttpPart } from "./http-part.ts";
import type { LocalClock } from "../ports.ts";

const PREFIX = "/_local/";
const BODY_LIMIT_BYTES = 65_536;
/** A working day of virtual time: long enough for a session, short enough to see expiry. */
const TOKEN_TTL_SECONDS = 12 * 3600;
export const SECRET_HEADER = "x-local-secret";

/** Someone of the demo city, for whom a token can be had. */
export interface Persona {
  readonly name: string;
  /** What this person is and may do, in a line. */
  readonly description: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface ControlOptions {
  readonly clock: LocalClock;
  readonly secret: string;
  readonly personas: readonly Persona[];
  token(claims: Readonly<Record<string, unknown>>, ttlSeconds: number): Promise<string>;
  /** Resolves when nothing is under way or waiting to be delivered. */
  idle(): Promise<void>;
  /** What lies in the dead-letter queues, by queue. */
  deadLetters(): unknown;
  /** Email and SMS that a deployment would have sent. */
  outbox(): unknown;
  /** What the agency of this machine was sent by webhook. */
  agency(): unknown;
}

const ClockRequest = z.union([
  z.strictObject({ to: Timestamp }),
  z.strictObject({ advance: z.string() }),
]);
const TokenRequest = z.union([
  z.strictObject({ persona: z.string(), ttlSeconds: z.int().positive().optional() }),
  z.strictObject({
    claims: z.record(z.string(), z.unknown()),
    ttlSeconds: z.int().positive().optional(),
  }),
]);

/** What was asked cannot be done; the message tells the person at the terminal why. */
class BadRequest extends Error {
  override readonly name = "BadRequest";
}

/** A new secret for this start, in a file that only its owner reads. @returns the secret */
export function writeSecret(dataDir: string): string {
  const secret = randomBytes(24).toString("base64url");
  const file = join(dataDir, "secret");
  mkdirSync(dataDir, { recursive: true });
  // Made anew, since the mode of an existing file would stay what it was.
  rmSync(file, { force: true });
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}

/**
 * A page in a browser can neither read the secret nor, by a name that it lets point to this
 * machine, pass the check of the Host header.
 */
function isTrusted(request: IncomingMessage, secret: string): boolean {
  const host = request.headers.host?.replace(/:\d+$/, "");
  if (host !== "127.0.0.1" && host !== "localhost") return false;
  const given = Buffer.from(String(request.headers[SECRET_HEADER] ?? ""));
  const wanted = Buffer.from(secret);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function readInput<S extends z.ZodType>(
  request: IncomingMessage,
  schema: S,
): Promise<z.output<S>> {
  const text = (await readBody(request, BODY_LIMIT_BYTES)).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadRequest("the body is not JSON");
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new BadRequest(z.prettifyError(parsed.error));
  return parsed.data;
}

type Action = (request: IncomingMessage) => Promise<unknown>;

/** The switches of the local platform under `/_local/`: no deployment has them. */
export function createControl(options: ControlOptions): HttpPart {
  const { clock, personas } = options;
  const time = () => ({ now: toRfc3339(clock.now()), epochMs: clock.now() });

  async function moveClock(request: IncomingMessage): Promise<unknown> {
    const input = await readInput(request, ClockRequest);
    try {
      clock.moveTo("to" in input ? Date.parse(input.to) : clock.now() + durationMs(input.advance));
    } catch (error) {
      if (error instanceof RangeError) throw new BadRequest(messageOf(error));
      throw error;
    }
    return time();
  }

  function claimsOf(personaName: string): Persona["claims"] {
    const persona = personas.find(({ name }) => name === personaName);
    if (persona) return persona.claims;
    const known = personas.map(({ name }) => name).join(", ");
    throw new BadRequest(`there is no persona "${personaName}"; there are: ${known || "none"}`);
  }

  async function issueToken(request: IncomingMessage): Promise<unknown> {
    const input = await readInput(request, TokenRequest);
    const claims = "persona" in input ? claimsOf(input.persona) : input.claims;
    return { token: await options.token(claims, input.ttlSeconds ?? TOKEN_TTL_SECONDS) };
  }

  async function waitIdle(): Promise<unknown> {
    await options.idle();
    return { idle: true };
  }

  const actions = new Map<string, Action>([
    ["GET clock", () => Promise.resolve(time())],
    ["POST clock", moveClock],
    ["POST token", issueToken],
    ["GET idle", waitIdle],
    ["GET queues", () => Promise.resolve(options.deadLetters())],
    ["GET outbox", () => Promise.resolve(options.outbox())],
    ["GET agency", () => Promise.resolve(options.agency())],
    [
      "GET personas",
      () => Promise.resolve(personas.map(({ name, description }) => ({ name, description }))),
    ],
  ]);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { path } = targetOf(request);
    if (!path.startsWith(PREFIX)) return false;
    if (!isTrusted(request, options.secret)) {
      sendJson(response, 403, {
        message: `send the secret of this start, from the file "secret" of the data folder, as ${SECRET_HEADER}`,
      });
      return true;
    }
    const action = actions.get(`${request.method ?? ""} ${path.slice(PREFIX.length)}`);
    if (!action) {
      sendJson(response, 404, { message: `there are: ${[...actions.keys()].join(", ")}` });
      return true;
    }
    try {
      sendJson(response, 200, await action(request));
    } catch (error) {
      sendJson(response, error instanceof BadRequest ? 400 : 500, { message: messageOf(error) });
    }
    return true;
  }

  return { handle };
}
