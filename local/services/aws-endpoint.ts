import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { messageOf } from "../errors.ts";
import { close, listen, readBody } from "../door/http-part.ts";

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** An error as a service names it to its client. */
export class AwsError extends Error {
  override readonly name = "AwsError";
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Operations by their target: `AWSEvents.PutEvents`. */
export type Operations = Readonly<Record<string, (input: unknown) => unknown>>;

/** One endpoint for all services that speak AWS's JSON protocol: the operation stands in a header. */
export async function startAwsEndpoint(
  operations: Operations,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  async function answer(request: IncomingMessage): Promise<unknown> {
    const body = await readBody(request, BODY_LIMIT_BYTES);
    const target = request.headers["x-amz-target"];
    const operation = typeof target === "string" ? operations[target] : undefined;
    if (operation === undefined) {
      const asked = String(target ?? `${request.method ?? ""} ${request.url ?? ""}`);
      throw new AwsError(
        "UnknownOperationException",
        `The local runtime does not offer ${asked}; it offers ${Object.keys(operations).join(", ")}.`,
      );
    }
    return operation(body.length === 0 ? {} : JSON.parse(body.toString("utf8")));
  }

  function refuse(response: ServerResponse, error: unknown): void {
    const code = error instanceof AwsError ? error.code : "InternalFailure";
    response
      .writeHead(error instanceof AwsError ? 400 : 500, {
        "content-type": "application/x-amz-json-1.1",
        "x-amzn-errortype": code,
      })
      .end(JSON.stringify({ __type: code, message: messageOf(error) }));
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (output) => {
        response
          .writeHead(200, { "content-type": "application/x-amz-json-1.1" })
          .end(JSON.stringify(output));
      },
      (error: unknown) => refuse(response, error),
    );
  });
  const url = await listen(server, 0);
  return { url, stop: () => close(server) };
}
