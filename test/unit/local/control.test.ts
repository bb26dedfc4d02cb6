import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createControl, writeSecret } from "../../../local/door/control.ts";
import { close, listen } from "../../../local/door/http-part.ts";
import { FIRST_MORNING, stillClock } from "../../support/local/fakes.ts";

const SECRET = "secret-of-this-start";
const clock = stillClock();
const issued: unknown[] = [];
let server: Server;
let port: number;

beforeAll(async () => {
  const control = createControl({
    clock,
    secret: SECRET,
    personas: [{ name: "owner", description: "owns", claims: { sub: "owner", aud: "xiaowai" } }],
    token: (claims, ttlSeconds) => {
      issued.push({ claims, ttlSeconds });
      return Promise.resolve("a.b.c");
    },
    idle: () => Promise.resolve(),
    deadLetters: () => ({ poison: [{ body: "{}" }] }),
    outbox: () => [{ messageId: "ntc_1.sms", to: "13900000000" }],
    agency: () => [{ id: "dlv_1" }],
  });
  server = createServer((request, response) => {
    void control.handle(request, response).then((isAnswered) => {
      if (!isAnswered) response.writeHead(418).end("{}");
    });
  });
  port = Number(new URL(await listen(server, 0)).port);
});
afterAll(() => close(server));

/** Calls with any Host header, which `fetch` does not allow. */
function call(
  method: string,
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: unknown }> {
  const headers = { "x-local-secret": SECRET, ...options.headers };
  return new Promise((resolve, reject) => {
    const call = httpRequest({ host: "127.0.0.1", port, method, path, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as unknown });
      });
    });
    call.on("error", reject);
    call.end(options.body === undefined ? undefined : JSON.stringify(options.body));
  });
}

describe("who may use the switches of the local platform", () => {
  it.each([
    ["without the secret", { "x-local-secret": "" }],
    ["with another secret", { "x-local-secret": "secret-of-last-start" }],
    ["under a foreign name for this machine", { host: "evil.example:4080" }],
    ["under a name that only begins like this machine's", { host: "localhost.evil.example" }],
  ])("refuses a call %s with 403", async (_how, headers) => {
    expect((await call("GET", "/_local/clock", { headers })).status).toBe(403);
  });

  it.each(["127.0.0.1:4080", "localhost:9", "localhost"])("lets %s in", async (host) => {
    expect((await call("GET", "/_local/clock", { headers: { host } })).status).toBe(200);
  });

  it("leaves every other path to others", async () => {
    expect((await call("GET", "/v1/local/clock")).status).toBe(418);
  });

  it("writes a new secret at each start, for its owner only", () => {
    const folder = mkdtempSync(join(tmpdir(), "control-"));
    try {
      const [first, second] = [writeSecret(folder), writeSecret(folder)];
      expect(second).not.toBe(first);
      expect(readFileSync(join(folder, "secret"), "utf8")).toBe(second);
      expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the clock", () => {
  it("moves by a duration and to an instant, and tells the time in Shanghai", async () => {
    const later = await call("POST", "/_local/clock", { body: { advance: "P1DT2H" } });
    expect(later.body).toEqual({
      now: "2026-03-03T11:00:00.000+08:00",
      epochMs: FIRST_MORNING + 26 * 3_600_000,
    });
    await call("POST", "/_local/clock", { body: { to: "2026-03-05T09:00:00+08:00" } });
    expect(clock.now()).toBe(Date.parse("2026-03-05T09:00:00+08:00"));
  });

  it.each([
    ["back", { to: "2026-03-01T00:00:00+08:00" }],
    ["by a month, which has no fixed length", { advance: "P1M" }],
    ["by nothing", {}],
    ["to no instant", { to: "tomorrow" }],
  ])("does not move %s", async (_where, body) => {
    const before = clock.now();
    expect((await call("POST", "/_local/clock", { body })).status).toBe(400);
    expect(clock.now()).toBe(before);
  });
});

describe("tokens", () => {
  it("are issued for a persona, or for any claims", async () => {
    issued.length = 0;
    const answer = await call("POST", "/_local/token", { body: { persona: "owner" } });
    expect(answer.body).toEqual({ token: "a.b.c" });
    await call("POST", "/_local/token", { body: { claims: { sub: "x" }, ttlSeconds: 60 } });
    expect(issued).toEqual([
      { claims: { sub: "owner", aud: "xiaowai" }, ttlSeconds: 12 * 3600 },
      { claims: { sub: "x" }, ttlSeconds: 60 },
    ]);
  });

  it("are refused for an unknown persona, naming the known ones", async () => {
    const { status, body } = await call("POST", "/_local/token", { body: { persona: "nobody" } });
    expect(status).toBe(400);
    expect(body).toEqual({ message: 'there is no persona "nobody"; there are: owner' });
  });
});

describe("the other switches", () => {
  it("show what would have been sent", async () => {
    expect((await call("GET", "/_local/agency")).body).toEqual([{ id: "dlv_1" }]);
    expect((await call("GET", "/_local/outbox")).body).toEqual([
      { messageId: "ntc_1.sms", to: "13900000000" },
    ]);
  });

  it("show dead letters, personas and rest", async () => {
    expect((await call("GET", "/_local/queues")).body).toEqual({ poison: [{ body: "{}" }] });
    expect((await call("GET", "/_local/personas")).body).toEqual([
      { name: "owner", description: "owns" },
    ]);
    expect((await call("GET", "/_local/idle")).body).toEqual({ idle: true });
  });

  it("are named where a path is unknown", async () => {
    const { status, body } = await call("GET", "/_local/nothing");
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain("POST clock");
  });
});
