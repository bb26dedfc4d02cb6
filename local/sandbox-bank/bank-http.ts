import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { HttpRequest } from "../../adapters/signing/message-components.ts";
import { BankProblem, problemBody } from "./bank-problem.ts";
import type { Exchange } from "./exchange.ts";
import { findRoute, type Bank, type Route } from "./routes.ts";

const BODY_LIMIT_BYTES = 64 * 1024;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Answers one request; whatever goes wrong becomes a problem document. */
export async function answerHttp(
  bank: Bank,
  exchange: Exchange,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = { ...partsOf(incoming), body: "" };
  const signed: HttpRequest[] = [];
  const answer = await problemsAnswered(async () => {
    const whole = { ...request, body: await readBody(incoming) };
    signed.push(whole);
    return answerRequest(bank, exchange, whole);
  });
  const fault = isForThePlatform(request.path) ? bank.faults.ofAnswer() : undefined;
  if (fault === "late") await setTimeout(bank.faults.lateMs());
  if (fault === "never") outgoing.destroy();
  if (outgoing.destroyed) return;
  const { status, body } = fault === "error-after-executing" ? await defect() : answer;
  const signature = await exchange.signAnswer(signed[0] ?? request, status, body, fault);
  outgoing.writeHead(status, {
    "content-type": status < 400 ? "application/json" : "application/problem+json",
    "cache-control": "no-store",
    ...(incoming.complete ? {} : { connection: "close" }),
    ...signature,
  });
  outgoing.end(body);
}

const isForThePlatform = (path: string): boolean => path.startsWith("/v1/");

/** An error of the bank's own, whatever it has done before. */
const defect = (): Promise<Answer> =>
  problemsAnswered(() => {
    throw new BankProblem(500, "bank.defect", DEFECT);
  });

const DEFECT = {
  zh: "银行系统内部错误，请稍后用同一编号重试。",
  en: "The bank has an internal error. Try again later with the same id.",
};

async function answerRequest(
  bank: Bank,
  exchange: Exchange,
  request: HttpRequest,
): Promise<Answer> {
  const found = findRoute(request.method, request.path);
  if (found === undefined) {
    throw new BankProblem(404, "bank.route-unknown", {
      zh: `没有接口 ${request.method} ${request.path}。请核对方法与路径。`,
      en: `There is no ${request.method} ${request.path}. Check method and path.`,
    });
  }
  const { route, parameter } = found;
  await admit(route, exchange, request);
  const query = new URLSearchParams(request.query);
  const result = route.answer(bank, { parameter, query, body: jsonOf(route, request) });
  return { status: route.status, body: JSON.stringify(result) };
}

async function admit(route: Route, exchange: Exchange, request: HttpRequest): Promise<void> {
  if (route.audience === "platform") await exchange.admit(request);
  if (route.audience === "admin" && !isThisMachine(request)) {
    throw new BankProblem(403, "bank.admin-local-only", {
      zh: "管理接口只能经 127.0.0.1 或 localhost 访问。",
      en: "The admin interface is reached by 127.0.0.1 or localhost only.",
    });
  }
}

/** By its `Host`, so that no foreign name that was made to resolve to this machine reaches the admin side. */
function isThisMachine({ headers }: HttpRequest): boolean {
  const host = String(headers["host"]);
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}

function jsonOf(route: Route, request: HttpRequest): unknown {
  if (route.method === "GET") return undefined;
  if (request.body === "") return undefined;
  // No web page can send this type to another site unasked, so none pays or sets keys behind one's back.
  if (!/^application\/json\b/.test(String(request.headers["content-type"]))) {
    throw new BankProblem(415, "bank.not-json", {
      zh: "正文类型须为 application/json。",
      en: "The body's content-type must be application/json.",
    });
  }
  try {
    return JSON.parse(String(request.body));
  } catch {
    throw new BankProblem(400, "bank.not-json", {
      zh: "正文不是合法的 JSON。",
      en: "The body is not valid JSON.",
    });
  }
}

async function problemsAnswered(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BankProblem) {
      return { status: error.status, body: JSON.stringify(problemBody(error)) };
    }
    console.error("sandbox bank: defect", error);
    const unexpected = new BankProblem(500, "bank.defect", DEFECT);
    return { status: 500, body: JSON.stringify(problemBody(unexpected)) };
  }
}

function partsOf(incoming: IncomingMessage) {
  const [path = "/", ...query] = (incoming.url ?? "/").split("?");
  return {
    method: incoming.method ?? "GET",
    path,
    query: query.join("?"),
    headers: incoming.headersDistinct,
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  // The stream is left open on a refusal, so that the answer still reaches the sender.
  for await (const bytes of incoming.iterator({ destroyOnReturn: false })) {
    if (!(bytes instanceof Buffer)) continue;
    sizeBytes += bytes.length;
    if (sizeBytes > BODY_LIMIT_BYTES) {
      throw new BankProblem(413, "bank.too-large", {
        zh: `正文超过 ${BODY_LIMIT_BYTES} 字节上限。`,
        en: `The body is larger than ${BODY_LIMIT_BYTES} bytes.`,
      });
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}
