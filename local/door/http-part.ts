import type { IncomingMessage, Server, ServerResponse } from "node:http";

/** A part of the front door: it answers a request that is its own, and says whether it was. */
export interface HttpPart {
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** The body was longer than the door lets in. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/**
 * Reads a whole body. What exceeds the limit is read on and dropped, so that the client, still
 * sending, gets its refusal instead of a broken connection.
 * @throws BodyTooLarge
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    sizeBytes += bytes.length;
    if (sizeBytes <= limitBytes) chunks.push(bytes);
    else chunks.length = 0;
  }
  if (sizeBytes > limitBytes) {
    throw new BodyTooLarge(`a body of ${sizeBytes} bytes exceeds ${limitBytes}`);
  }
  return Buffer.concat(chunks);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { "content-type": "application/json", ...headers })
    .end(JSON.stringify(body));
}

/** The path of a request, still percent-encoded, and its query. */
export function targetOf(request: IncomingMessage): { path: string; query: string } {
  const target = request.url ?? "/";
  const question = target.indexOf("?");
  return question < 0
    ? { path: target, query: "" }
    : { path: target.slice(0, question), query: target.slice(question + 1) };
}

/** Listens on the loopback interface only. Port 0 takes a free one. @returns the URL */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

/** Stops taking connections and ends those that are open. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
