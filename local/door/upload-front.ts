import { createServer, request as httpRequest } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { messageOf } from "../errors.ts";
import { BodyTooLarge, close, listen, readBody, targetOf } from "./http-part.ts";
import type { HttpPart } from "./http-part.ts";
import { checkPostPolicy } from "./post-policy.ts";
import type { PostForm, S3Refusal } from "./post-policy.ts";
import { checkLink } from "./presigned-link.ts";
import type { Assembly, LocalClock } from "../ports.ts";
import { createObjectNotifier } from "./s3-event.ts";
import type { CreatedObject, PutEvents } from "./s3-event.ts";

/** A form around a file that the storage behind takes whole (11 MiB). */
const FORM_LIMIT_BYTES = 11 * 1024 * 1024;
/** Fields of the form that become headers of the stored object. */
const STORED_HEADER =
  /^(content-(type|disposition|encoding|language)|cache-control|x-amz-meta-.+|x-amz-checksum-sha256)$/;

export interface UploadFront extends HttpPart {
  /** Serves on a port of 127.0.0.1 of its own; 0 takes a free one. */
  listen(port?: number): Promise<string>;
  stop(): Promise<void>;
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const element = (name: string, content: Readonly<Record<string, string>>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name}>${Object.entries(content)
    .map(([tag, text]) => `<${tag}>${escapeXml(text)}</${tag}>`)
    .join("")}</${name}>`;

function sendRefusal(response: ServerResponse, { status, code, message }: S3Refusal): void {
  response
    .writeHead(status, { "content-type": "application/xml" })
    .end(element("Error", { Code: code, Message: message }));
}

/** A bucket and, where the path goes on, a key; `undefined` for the service itself. */
function pathStyle(path: string): { bucket: string; key: string } | undefined {
  const [, bucket, key = ""] = /^\/([^/]+)\/?(.*)$/s.exec(path) ?? [];
  return bucket === undefined ? undefined : { bucket, key: decodeURIComponent(key) };
}

class MalformedForm extends Error {
  override readonly name = "MalformedForm";
}

async function parseForm(body: Buffer, contentType: string): Promise<FormData> {
  const form = new Response(new Uint8Array(body), { headers: { "content-type": contentType } });
  try {
    // Node advises against this in servers because it holds the whole form; ours is bounded.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return await form.formData();
  } catch {
    throw new MalformedForm(
      "The body of your POST request is not well-formed multipart/form-data.",
    );
  }
}

/** @throws MalformedForm when the body is not the form that its content type says */
async function readForm(body: Buffer, contentType: string, bucket: string): Promise<PostForm> {
  const fields = new Map<string, string>();
  for (const [name, value] of await parseForm(body, contentType)) {
    if (name.toLowerCase() === "file") {
      // S3 ignores what follows the file.
      if (typeof value === "string") return { bucket, fields, file: Buffer.from(value) };
      const key = fields.get("key")?.replaceAll("${filename}", value.name);
      if (key !== undefined) fields.set("key", key);
      return { bucket, fields, file: new Uint8Array(await value.arrayBuffer()) };
    }
    if (typeof value === "string") fields.set(name.toLowerCase(), value);
  }
  throw new MalformedForm("POST requires exactly one file upload per request.");
}

function reasonOf(request: IncomingMessage): CreatedObject["reason"] | undefined {
  const query = new URLSearchParams(targetOf(request).query);
  const isPart = query.has("partNumber");
  if (request.method === "POST" && query.has("uploadId")) return "CompleteMultipartUpload";
  if (request.method !== "PUT" || isPart || query.has("lifecycle") || query.has("renameSource")) {
    return undefined;
  }
  return request.headers["x-amz-copy-source"] === undefined ? "PutObject" : "CopyObject";
}

/**
 * What functions and browsers see as S3. Browser-style POST uploads are verified as S3 verifies
 * them and stored; every other request goes to the storage behind unchanged. Each new object is
 * made known to the default bus before its maker gets the answer: an accepted upload is never
 * forgotten, and one that was not accepted is simply sent again.
 * @param options.baseUrl the storage behind (path style)
 * @param options.credentials those that functions run with, which sign the policies
 */
export function createUploadFront(options: {
  assembly: Assembly;
  clock: LocalClock;
  baseUrl: string;
  putEvents: PutEvents;
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}): UploadFront {
  const { clock, credentials } = options;
  const notify = createObjectNotifier({ ...options, now: () => clock.now() });
  const storage = new URL(options.baseUrl);
  const objectUrl = (bucket: string, key: string): URL =>
    new URL(`/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`, storage);

  /**
   * The SDK corrects its own clock by the `Date` of the answers and signs policies accordingly: the
   * storage's wall time would make them expire at the wrong time.
   */
  const virtualDate = (): string => new Date(clock.now()).toUTCString();

  async function announce(bucket: string, key: string, reason: CreatedObject["reason"]) {
    const head = await fetch(objectUrl(bucket, key), { method: "HEAD" });
    if (!head.ok) throw new Error(`the new object ${bucket}/${key} is gone again`);
    await notify({
      bucket,
      key,
      reason,
      sizeBytes: Number(head.headers.get("content-length")),
      etag: (head.headers.get("etag") ?? "").replaceAll('"', ""),
    });
  }

  async function receive(request: IncomingMessage, response: ServerResponse, bucket: string) {
    const body = await readBody(request, FORM_LIMIT_BYTES);
    const form = await readForm(body, request.headers["content-type"] ?? "", bucket);
    const refusal = checkPostPolicy(form, { ...credentials, nowEpochMs: clock.now() });
    if (refusal) {
      sendRefusal(response, refusal);
      return;
    }
    const key = form.fields.get("key") ?? "";
    const headers = [...form.fields].filter(([name]) => STORED_HEADER.test(name));
    const url = objectUrl(bucket, key);
    const stored = await fetch(url, { method: "PUT", headers, body: Buffer.from(form.file) });
    if (!stored.ok) {
      response.writeHead(stored.status, { "content-type": "application/xml" });
      response.end(await stored.text());
      return;
    }
    await announce(bucket, key, "PostObject");
    const etag = stored.headers.get("etag") ?? "";
    const location = `http://${request.headers.host ?? ""}${url.pathname}`;
    const wanted = form.fields.get("success_action_status");
    const status = wanted === "200" || wanted === "201" ? Number(wanted) : 204;
    response.writeHead(status, { etag, location });
    response.end(
      status === 201
        ? element("PostResponse", { Location: location, Bucket: bucket, Key: key, ETag: etag })
        : "",
    );
  }

  /** Relays a request and its answer as streams. */
  function passThrough(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const made = pathStyle(targetOf(request).path);
    const reason = made && made.key !== "" ? reasonOf(request) : undefined;
    return new Promise((resolve, reject) => {
      const onward = httpRequest(storage, {
        method: request.method ?? "GET",
        path: request.url ?? "/",
        headers: { ...request.headers, host: storage.host },
      });
      const relay = async (answer: IncomingMessage): Promise<void> => {
        const status = answer.statusCode ?? 502;
        if (made && reason && status < 300) await announce(made.bucket, made.key, reason);
        response.writeHead(status, { ...answer.headers, date: virtualDate() });
        answer.pipe(response).on("finish", resolve);
      };
      onward.on("response", (answer) => void relay(answer).catch(reject));
      onward.on("error", reject);
      request.pipe(onward);
    });
  }

  /** Functions sign their requests in a header; whoever fetches without one needs a link. */
  function refusalOfLink(request: IncomingMessage): S3Refusal | undefined {
    if (request.method !== "GET" || request.headers.authorization !== undefined) return undefined;
    const url = new URL(request.url ?? "/", `http://${request.headers.host ?? ""}`);
    return checkLink(url, credentials, clock.now());
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOfLink(request);
    if (refusal) {
      request.resume();
      sendRefusal(response, refusal);
      return;
    }
    const target = pathStyle(targetOf(request).path);
    const isForm = request.headers["content-type"]?.startsWith("multipart/form-data") === true;
    if (request.method === "POST" && isForm && target?.key === "") {
      await receive(request, response, target.bucket);
    } else {
      await passThrough(request, response);
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    try {
      response.setHeader("date", virtualDate());
      await serve(request, response);
    } catch (error) {
      if (response.headersSent || request.socket.destroyed) return true;
      sendRefusal(response, refusalFor(error));
    }
    return true;
  }

  const server = createServer((request, response) => void handle(request, response));
  return { handle, listen: (port = 0) => listen(server, port), stop: () => close(server) };
}

function refusalFor(error: unknown): S3Refusal {
  const message = messageOf(error);
  if (error instanceof BodyTooLarge) return { status: 400, code: "EntityTooLarge", message };
  if (error instanceof MalformedForm) return { status: 400, code: "MalformedPOSTRequest", message };
  if (error instanceof URIError) return { status: 400, code: "InvalidURI", message };
  return { status: 500, code: "InternalError", message };
}
