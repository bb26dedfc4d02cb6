import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signedHeaders } from "../../../adapters/webhooks/webhook-signature.ts";
import { createWebhookPoster } from "../../../adapters/webhooks/webhook-poster.ts";
import { createLocalAgency } from "../../../local/door/agency.ts";
import { close, listen } from "../../../local/door/http-part.ts";
import { stillClock } from "../../support/local/fakes.ts";

const agency = createLocalAgency({ clock: stillClock() });
let server: Server;
let host: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    void agency.handle(request, response).then((isAnswered) => {
      if (!isAnswered) response.writeHead(418).end("{}");
    });
  });
  host = new URL(await listen(server, 0)).host;
});
afterAll(() => close(server));

const post = (path: string) => {
  const headers = signedHeaders("dlv_1", "{}", ["whsec_c2VjcmV0"], Date.now());
  const poster = createWebhookPoster({ testHosts: [host] });
  return poster.post({ url: `http://${host}${path}`, headers, body: "{}" });
};

describe("the agency of this machine", () => {
  it.each([
    ["alerts", 204],
    ["down", 503],
    ["moved", 302],
    ["nowhere", 404],
  ])("answers at %s with %i, and keeps what came", async (name, status) => {
    expect(await post(`/_agency/${name}`)).toEqual({ status });
    expect(agency.received().at(-1)).toMatchObject({
      path: `/_agency/${name}`,
      id: "dlv_1",
      timestamp: expect.stringMatching(/^\d{10}$/),
      signature: expect.stringMatching(/^v1,/),
      body: "{}",
    });
  });

  it("takes nothing else", async () => {
    const before = agency.received().length;
    expect(await post("/v1/anything")).toEqual({ status: 418 });
    expect(agency.received()).toHaveLength(before);
  });
});
