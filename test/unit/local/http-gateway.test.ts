import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGateway } from "../../../local/door/http-gateway.ts";
import { startIssuer } from "../../../local/door/issuer.ts";
import { openStore } from "../../../local/storage/store.ts";
import { FIRST_MORNING, stillClock } from "../../support/local/fakes.ts";
import { assemblyWithRoutes, gatewayOf, ISSUER_URL } from "../../support/local/gateway.ts";

const ROUTES = [
  { key: "GET /v1/divisions/{divisionId}", isOpen: true },
  { key: "GET /v1/divisions/all", isOpen: true },
  { key: "ANY /v1/echo", isOpen: true },
  { key: "POST /v1/echo", isOpen: true },
  { key: "GET /v1/files/{path+}", isOpen: true },
  { key: "POST /v1/refunds:batch", isOpen: true },
  { end: "family", key: "GET /v1/enrolments/{enrolment-id}/lessons/{lesson_no}", isOpen: true },
  { end: "bank", key: "$default", isOpen: true },
];

let gateway: Awaited<ReturnType<typeof gatewayOf>>;
beforeAll(async () => {
  gateway = await gatewayOf(assemblyWithRoutes(ROUTES));
});
afterAll(() => gateway.stop());

describe("routes", () => {
  it.each([
    ["GET", "/v1/divisions/110101", "GET /v1/divisions/{divisionId}", { divisionId: "110101" }],
    ["GET", "/v1/divisions/all", "GET /v1/divisions/all", undefined],
    ["POST", "/v1/echo", "POST /v1/echo", undefined],
    ["PUT", "/v1/echo", "ANY /v1/echo", undefined],
    ["GET", "/v1/files/a/b.csv", "GET /v1/files/{path+}", { path: "a/b.csv" }],
    ["POST", "/v1/refunds:batch", "POST /v1/refunds:batch", undefined],
    [
      "GET",
      "/family/v1/enrolments/enr_1/lessons/3",
      "GET /v1/enrolments/{enrolment-id}/lessons/{lesson_no}",
      { "enrolment-id": "enr_1", lesson_no: "3" },
    ],
    ["DELETE", "/bank/whatever/there/is", "$default", undefined],
  ])("leads %s %s to %s", async (method, path, routeKey, pathParameters) => {
    const { functionName, event } = await gateway.seen(path, { method });
    expect(functionName).toBe(routeKey);
    expect(event.routeKey).toBe(routeKey);
    expect(event.pathParameters).toEqual(pathParameters);
  });

  it.each([
    ["GET", "/v1/nothing"],
    ["POST", "/v1/divisions/110101"],
    ["GET", "/v1/divisions/"],
    ["GET", "/v1/files/"],
    ["GET", "/v1/enrolments/enr_1/lessons/3"],
    ["GET", "/familyx/v1/echo"],
  ])("answers %s %s, which no route names, with 404", async (method, path) => {
    const response = await fetch(`${gateway.url}${path}`, { method });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: "Not Found" });
  });
});

describe("the event", () => {
  it("keeps the base path of an end in rawPath but not in the route key", async () => {
    const { event } = await gateway.seen("/family/v1/enrolments/enr_1/lessons/3");
    expect(event.rawPath).toBe("/family/v1/enrolments/enr_1/lessons/3");
    expect(event.requestContext.http["path"]).toBe("/family/v1/enrolments/enr_1/lessons/3");
  });

  it("decodes the path and its parameters", async () => {
    const { event } = await gateway.seen("/v1/divisions/%E5%8C%97%E4%BA%AC%2F1");
    expect(event.rawPath).toBe("/v1/divisions/北京/1");
    expect(event.pathParameters).toEqual({ divisionId: "北京/1" });
  });

  it("joins repeated query names by commas and keeps the raw query", async () => {
    const { event } = await gateway.seen("/v1/echo?a=1&b=x%20y&a=2");
    expect(event.queryStringParameters).toEqual({ a: "1,2", b: "x y" });
    expect(event.rawQueryString).toBe("a=1&b=x%20y&a=2");
  });

  it("lists cookies apart from the headers", async () => {
    const { event } = await gateway.seen("/v1/echo", { headers: { cookie: "a=1; b=2" } });
    expect(event.cookies).toEqual(["a=1", "b=2"]);
    expect(event.headers).not.toHaveProperty("cookie");
  });

  it.each([
    ["application/json; charset=utf-8", false],
    ["text/csv", false],
    ["application/x-www-form-urlencoded", true],
    ["application/octet-stream", true],
  ])("gives a body of type %s in base64: %s", async (type, isBase64Encoded) => {
    const { event } = await gateway.seen("/v1/echo", {
      method: "POST",
      headers: { "content-type": type },
      body: "金额",
    });
    expect(event.isBase64Encoded).toBe(isBase64Encoded);
    expect(Buffer.from(event.body ?? "", isBase64Encoded ? "base64" : "utf8").toString()).toBe(
      "金额",
    );
  });

  it("tells the virtual time", async () => {
    const { event } = await gateway.seen("/v1/echo");
    expect(event.requestContext.timeEpoch).toBe(FIRST_MORNING);
    expect(event.requestContext.time).toBe("02/Mar/2026:01:00:00 +0000");
  });
});

describe("limits and failures", () => {
  it("refuses a body over 10 MB with 413", async () => {
    const response = await fetch(`${gateway.url}/v1/echo`, {
      method: "POST",
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: "Request Entity Too Large" });
  });

  it("refuses a path that is not percent-encoded rightly with 400", async () => {
    expect((await fetch(`${gateway.url}/v1/divisions/%E5%8C`)).status).toBe(400);
  });

  it.each([
    ["throws", () => Promise.reject(new Error("secret detail")), 500, "Internal Server Error"],
    [
      "answers no status",
      () => Promise.resolve({ statusCode: "soon" }),
      500,
      "Internal Server Error",
    ],
    ["takes too long", () => new Promise(() => undefined), 503, "Service Unavailable"],
  ])("hides why when a function %s", async (_what, invoke, status, message) => {
    const routes = [{ key: "GET /v1/x", isOpen: true, timeoutMs: 50 }];
    const failing = await gatewayOf(assemblyWithRoutes(routes), invoke);
    try {
      const response = await fetch(`${failing.url}/v1/x`);
      expect(response.status).toBe(status);
      expect(await response.json()).toEqual({ message });
      expect(failing.errors).toHaveLength(1);
    } finally {
      await failing.stop();
    }
  });

  it("refuses an authorizer that trusts another issuer", async () => {
    const clock = stillClock();
    const issuer = await startIssuer({
      store: openStore(":memory:"),
      clock,
      issuerUrl: "https://other.example/",
    });
    const assembly = assemblyWithRoutes([{ key: "GET /v1/x" }]);
    const invoke = () => Promise.resolve({});
    await expect(startGateway({ assembly, invoke, clock, issuer, port: 0 })).rejects.toThrow(
      ISSUER_URL,
    );
  });
});

describe("a function's answer", () => {
  it("passes on status, headers, cookies and a base64 body", async () => {
    const answer = {
      statusCode: 202,
      headers: { "X-Job": 7 },
      cookies: ["a=1", "b=2"],
      body: Buffer.from("密").toString("base64"),
      isBase64Encoded: true,
    };
    const answering = await gatewayOf(
      assemblyWithRoutes([{ key: "GET /v1/x", isOpen: true }]),
      () => Promise.resolve(answer),
    );
    try {
      const response = await fetch(`${answering.url}/v1/x`);
      expect(response.status).toBe(202);
      expect(response.headers.get("x-job")).toBe("7");
      expect(response.headers.get("content-type")).toBe("text/plain;charset=utf-8");
      expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
      expect(await response.text()).toBe("密");
    } finally {
      await answering.stop();
    }
  });

  it("without a status code is the JSON body of a 200", async () => {
    const routes = [{ key: "GET /v1/x", isOpen: true }];
    const bare = await gatewayOf(assemblyWithRoutes(routes), () => Promise.resolve({ a: 1 }));
    try {
      const response = await fetch(`${bare.url}/v1/x`);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ a: 1 });
    } finally {
      await bare.stop();
    }
  });
});

describe("cross-origin calls", () => {
  it("are answered for allowed origins only", async () => {
    const cors = {
      AllowOrigins: ["https://family.example"],
      AllowMethods: ["GET"],
      AllowHeaders: ["authorization"],
      MaxAge: 600,
    };
    const api = await gatewayOf(assemblyWithRoutes([{ key: "GET /v1/x", isOpen: true }], cors));
    const preflight = (origin: string) =>
      fetch(`${api.url}/v1/x`, { method: "OPTIONS", headers: { origin } });
    try {
      const allowed = await preflight("https://family.example");
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get("access-control-allow-origin")).toBe("https://family.example");
      expect(allowed.headers.get("access-control-allow-methods")).toBe("GET");
      expect(allowed.headers.get("access-control-max-age")).toBe("600");
      const other = await preflight("https://evil.example");
      expect(other.headers.has("access-control-allow-origin")).toBe(false);
      const call = await fetch(`${api.url}/v1/x`, {
        headers: { origin: "https://family.example" },
      });
      expect(call.headers.get("access-control-allow-origin")).toBe("https://family.example");
    } finally {
      await api.stop();
    }
  });
});
