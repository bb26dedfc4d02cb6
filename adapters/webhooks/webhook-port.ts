import type { DeliveryFailure } from "../../domain/shared/subscription-codes.ts";

/** A signed message, and where it goes. */
export interface WebhookMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What became of one request: a status, or why there is none. `detail` is an address or the name of an error. */
export type WebhookOutcome =
  | { readonly status: number }
  | {
      readonly failure: Extract<
        DeliveryFailure,
        "private-address" | "unresolved" | "unreachable" | "timed-out"
      >;
      readonly detail: string;
    };

/** The way out to receivers of whom nothing is known but their address. */
export interface WebhookPoster {
  /** Sends once. The address is resolved, judged and then connected to as it is; no redirect is followed. */
  post(message: WebhookMessage): Promise<WebhookOutcome>;
}
