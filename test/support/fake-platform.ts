import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { verifyRequest } from "../../adapters/signing/http-signature.ts";
import type { KeyFor } from "../../adapters/signing/keys.ts";

export interface ReceivedNotice {
  readonly path: string;
  readonly idempotencyKey: string;
  readonly believed: boolean;
  readonly body: unknown;
}

/** A platform that takes notifications: it verifies each, keeps it, and answers with the statuses it was told. */
export async function startFakePlatform(trust: { keyFor: KeyFor; now: () => number }) {
  const received: ReceivedNotice[] = [];
  /** Statuses to answer with, in order; 200 when they are used up. */
  const statuses: number[] = [];
  const server = createServer((incoming, outgoing) => {
    const answer = async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array));
      const body = Buffer.concat(chunks).toString();
      const path = incoming.url ?? "";
      const verified = await verifyRequest({
        method: incoming.method ?? "",
        path,
        query: "",
        headers: incoming.headersDistinct,
        body,
        keyFor: trust.keyFor,
        now: trust.now(),
        windowMs: 5 * 60_000,
      });
      received.push({
        path,
        idempotencyKey: String(incoming.headers["idempotency-key"]),
        believed: verified.ok,
        body: JSON.parse(body),
      });
      outgoing.writeHead(statuses.shift() ?? 200).end("{}");
    };
    void answer();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    statuses,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
