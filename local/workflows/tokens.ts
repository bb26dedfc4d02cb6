import { createHash } from "node:crypto";
import type { Store } from "../ports.ts";

const NAMESPACE = "workflow-token";
/** As long as those of AWS mostly are, so that whoever keeps one makes room for it. */
const TOKEN_BYTES = 510;

/** The task that a token answers for. */
export interface TokenOf {
  readonly executionArn: string;
  readonly place: string;
  /** When somebody last said that the task is being worked on; epoch milliseconds. */
  readonly heartbeatAtMs?: number;
}

/** Task tokens, kept for ever: one that came too late is told from one that never was. */
export interface Tokens {
  /** The token of the attempt at a place of an execution; the same one when asked again. */
  issue(executionArn: string, place: string): string;
  find(token: string): TokenOf | undefined;
  beat(token: string, atMs: number): void;
}

export function openTokens(store: Store): Tokens {
  const find = (token: string) => store.get<TokenOf>(NAMESPACE, token);
  return {
    issue: (executionArn, place) => {
      const hash = createHash("shake256", { outputLength: TOKEN_BYTES });
      const token = hash.update(`${executionArn} ${place}`).digest("base64");
      if (find(token) === undefined) store.set(NAMESPACE, token, { executionArn, place });
      return token;
    },
    find,
    beat: (token, heartbeatAtMs) => {
      const present = find(token);
      if (present !== undefined) store.set(NAMESPACE, token, { ...present, heartbeatAtMs });
    },
  };
}
