import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createWebhookPoster } from "../../../adapters/webhooks/webhook-poster.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A receiver on this machine. @returns its port */
async function receiver(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const message = (url: string) => ({ url, headers: { "webhook-id": "dlv_1" }, body: '{"a":1}' });
const loopback = { address: "127.0.0.1", family: 4 };

describe("posting to a webhook", () => {
  it("sends the body and its headers to the address that was resolved, whatever the name", async () => {
    const got: unknown[] = [];
    const port = await receiver((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const { host, "webhook-id": id } = request.headers;
        got.push({ method: request.method, url: request.url, host, id, body });
        response.writeHead(202).end("x".repeat(1_000_000));
      });
    });
    const host = `alerts.rehearsal.example:${port}`;
    const asked: string[] = [];
    const poster = createWebhookPoster({
      testHosts: [host],
      resolve: (name) => {
        asked.push(name);
        return Promise.resolve([loopback]);
      },
    });
    expect(await poster.post(message(`http://${host}/in?unit=1`))).toEqual({ status: 202 });
    const expected = { method: "POST", url: "/in?unit=1", host, id: "dlv_1", body: '{"a":1}' };
    expect(got).toEqual([expected]);
    // Asked once: a second answer could be another one.
    expect(asked).toEqual(["alerts.rehearsal.example"]);
  });

  it("never follows a redirect", async () => {
    let asked = 0;
    const port = await receiver((_request, response) => {
      asked += 1;
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    const host = `127.0.0.1:${port}`;
    const poster = createWebhookPoster({ testHosts: [host] });
    expect(await poster.post(message(`http://${host}/`))).toEqual({ status: 307 });
    expect(asked).toBe(1);
  });

  it("connects to nothing where any address of the name is not public", async () => {
    let connections = 0;
    const port = await receiver((_request, response) => {
      connections += 1;
      response.end();
    });
    for (const addresses of [
      [loopback],
      [
        { address: "8.8.8.8", family: 4 },
        { address: "10.0.0.7", family: 4 },
      ],
      [
        { address: "2606:4700:4700::1111", family: 6 },
        { address: "::1", family: 6 },
      ],
    ]) {
      const poster = createWebhookPoster({ resolve: () => Promise.resolve(addresses) });
      expect(await poster.post(message("https://alerts.example.org/"))).toEqual({
        failure: "private-address",
        detail: addresses.at(-1)?.address,
      });
    }
    const other = createWebhookPoster({ testHosts: ["127.0.0.1:1"] });
    expect(await other.post(message(`http://127.0.0.1:${port}/`))).toEqual({
      failure: "private-address",
      detail: "url",
    });
    expect(connections).toBe(0);
  });

  it("says that a name leads nowhere", async () => {
    const unknown = Object.assign(new Error("queryA"), { code: "ENOTFOUND" });
    for (const [resolve, detail] of [
      [() => Promise.reject(unknown), "enotfound"],
      [() => Promise.resolve([]), "no-address"],
    ] as const)
      expect(
        await createWebhookPoster({ resolve }).post(message("https://gone.example.org/")),
      ).toEqual({ failure: "unresolved", detail });
  });

  it("does not take a receiver for one that has no certificate", async () => {
    const port = await receiver((_request, response) => response.end());
    const host = `127.0.0.1:${port}`;
    const poster = createWebhookPoster({ testHosts: [host] });
    expect(await poster.post(message(`https://${host}/`))).toMatchObject({
      failure: "unreachable",
    });
  });

  it("gives up a name that is not resolved in time", async () => {
    const resolve = () => new Promise<never>(() => undefined);
    const poster = createWebhookPoster({ resolve, timeoutMs: 30 });
    expect(await poster.post(message("https://slow.example.org/"))).toEqual({
      failure: "timed-out",
      detail: "name",
    });
  });

  it("takes no name with more addresses than a receiver needs", async () => {
    const many = Array.from({ length: 65 }, (_, last) => ({
      address: `8.8.8.${last}`,
      family: 4,
    }));
    const poster = createWebhookPoster({ resolve: () => Promise.resolve(many) });
    expect(await poster.post(message("https://many.example.org/"))).toEqual({
      failure: "unresolved",
      detail: "too-many-addresses",
    });
  });

  it("goes by IPv4 where a name has both", async () => {
    const port = await receiver((_request, response) => response.end());
    const host = `both.example.org:${port}`;
    const both = [{ address: "::1", family: 6 }, loopback];
    const poster = createWebhookPoster({ testHosts: [host], resolve: () => Promise.resolve(both) });
    expect(await poster.post(message(`http://${host}/`))).toEqual({ status: 200 });
  });

  it("gives up a receiver that does not answer", async () => {
    const port = await receiver(() => undefined);
    const host = `127.0.0.1:${port}`;
    const poster = createWebhookPoster({ testHosts: [host], timeoutMs: 30 });
    expect(await poster.post(message(`http://${host}/`))).toMatchObject({ failure: "timed-out" });
  });

  it.each([
    ["changes the protocol", "101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x"],
    ["gives hints and no answer", "103 Early Hints\r\nlink: <a>"],
    ["has it go on and gives no answer", "100 Continue"],
    ["has no status", "yes"],
    ["frames its answer in two ways", "200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 5"],
  ])("ends with a receiver that %s", async (_what, answer) => {
    const server = createSocketServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.write(`HTTP/1.1 ${answer}\r\n\r\n`));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const poster = createWebhookPoster({ testHosts: [host], timeoutMs: 50 });
    const outcome = await poster.post(message(`http://${host}/`));
    server.close();
    expect(outcome).toEqual({ failure: expect.any(String), detail: expect.any(String) });
  });

  it("gives up a receiver that breaks off, or sends headers without end", async () => {
    const broken = await receiver((request) => request.socket.destroy());
    const endless = await receiver((_request, response) => {
      response.writeHead(200, { "x-long": "y".repeat(20_000) }).end();
    });
    for (const port of [broken, endless]) {
      const host = `127.0.0.1:${port}`;
      const poster = createWebhookPoster({ testHosts: [host] });
      const outcome = await poster.post(message(`http://${host}/`));
      expect(outcome).toMatchObject({ failure: "unreachable" });
    }
  });
});
