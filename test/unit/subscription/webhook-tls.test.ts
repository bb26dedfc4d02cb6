import { createServer, type Server } from "node:https";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createWebhookPoster } from "../../../adapters/webhooks/webhook-poster.ts";
import { certificateOf, newAuthority } from "../../support/certificates.ts";

const HOST = "alerts.example.org";
const authority = newAuthority("an authority of this test");
const loopback = { address: "127.0.0.1", family: 4 };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A receiver behind TLS on this machine: its port, by which name it was asked for, and what it was sent. */
async function receiver(
  certificate: ReturnType<typeof certificateOf>,
  answer: { readonly status: number; readonly location?: string } = { status: 204 },
) {
  const asked: string[] = [];
  const sent: string[] = [];
  const server = createServer(
    {
      ...certificate,
      SNICallback: (name, done) => {
        asked.push(name);
        done(null);
      },
    },
    (request, response) => {
      sent.push(`${request.method ?? ""} ${request.headers.host ?? ""}${request.url ?? ""}`);
      const { status, location } = answer;
      response.writeHead(status, location === undefined ? {} : { location }).end();
    },
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, asked, sent };
}

/** Posts to a name that leads to this machine, and to the port given. */
function post(port: number, options: { readonly ca?: string; readonly timeoutMs?: number } = {}) {
  const poster = createWebhookPoster({
    ...{ testHosts: [`${HOST}:${port}`], resolve: () => Promise.resolve([loopback]) },
    ...options,
  });
  return poster.post({ url: `https://${HOST}:${port}/in`, headers: {}, body: "{}" });
}
const trusting = { ca: authority.certificate };

describe("a webhook behind TLS", () => {
  it("is met at the address that was judged, under its own name", async () => {
    const { port, asked, sent } = await receiver(certificateOf(authority, HOST));
    expect(await post(port, trusting)).toEqual({ status: 204 });
    expect(asked).toEqual([HOST]);
    expect(sent).toEqual([`POST ${HOST}:${port}/in`]);
  });

  it.each([
    ["another name", () => certificateOf(authority, "elsewhere.example.org"), trusting, "altname"],
    ["its address alone", () => certificateOf(authority, "127.0.0.1"), trusting, "altname"],
    ["a time that is over", () => certificateOf(authority, HOST, -1000), trusting, "expired"],
    ["an authority that nobody knows", () => certificateOf(authority, HOST), {}, "verify"],
    [
      "a namesake of the authority",
      () => certificateOf(newAuthority(authority.name), HOST),
      trusting,
      "signature",
    ],
  ])("is sent nothing where its certificate is of %s", async (_what, certificate, by, problem) => {
    const { port, sent } = await receiver(certificate());
    const outcome = await post(port, by);
    expect(outcome).toMatchObject({ failure: "unreachable" });
    expect(JSON.stringify(outcome)).toContain(problem);
    expect(sent).toEqual([]);
  });

  it("is given up where it never answers to the greeting", async () => {
    const silent = createSocketServer((socket) => socket.on("error", () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    expect(await post(port, { timeoutMs: 50 })).toMatchObject({ failure: "timed-out" });
    silent.close();
  });

  it("that redirects is not followed, to itself or to plain text", async () => {
    const other = await receiver(certificateOf(authority, HOST));
    for (const location of [`https://${HOST}:${other.port}/`, `http://127.0.0.1:${other.port}/`]) {
      const { port, sent } = await receiver(certificateOf(authority, HOST), {
        ...{ status: 308, location },
      });
      expect(await post(port, trusting)).toEqual({ status: 308 });
      expect(sent).toHaveLength(1);
    }
    expect(other.sent).toEqual([]);
  });

  it("whose name leads into an inner network at the second look is judged anew, and not met", async () => {
    const { port, sent } = await receiver(certificateOf(authority, HOST));
    const answers = [[], [loopback]];
    const poster = createWebhookPoster({
      resolve: () => Promise.resolve(answers.shift() ?? []),
      ca: authority.certificate,
    });
    const message = { url: `https://${HOST}/in`, headers: {}, body: "{}" };
    expect(await poster.post(message)).toMatchObject({ failure: "unresolved" });
    expect(await poster.post(message)).toEqual({
      failure: "private-address",
      detail: "127.0.0.1",
    });
    expect(await post(port, trusting)).toEqual({ status: 204 });
    expect(sent).toHaveLength(1);
  });
});
