import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createMessageGateway,
  GatewayRefused,
  GatewayUnavailable,
  type MessageGateway,
} from "../../../adapters/notices/message-gateway.ts";
import { close, listen } from "../../../local/door/http-part.ts";
import {
  createLocalMessageGateway,
  GATEWAY_PATH,
  type LocalMessageGateway,
} from "../../../local/door/message-gateway.ts";
import { stillClock } from "../../support/local/fakes.ts";
import { testKey } from "../../support/signing.ts";

const message = {
  messageId: "ntc_01JNA000000000000000000030.sms",
  channel: "sms",
  to: "13900001234",
  language: "zh-CN",
  title: "请确认第 1 课时",
  text: "机构请您确认第 1 课时。",
} as const;

const key = testKey("xiaowai/test-1");
const clock = stillClock();

const clientTo = (baseUrl: string, fetch = globalThis.fetch, signer = key.signer): MessageGateway =>
  createMessageGateway({
    baseUrl,
    signer,
    fetch,
    now: () => clock.now(),
    newNonce: () => crypto.randomUUID(),
  });

describe("the gateway of this machine", () => {
  let local: LocalMessageGateway;
  let url: string;
  const server = () =>
    createServer((request, response) => {
      void local.handle(request, response).then((isAnswered) => {
        if (!isAnswered) response.writeHead(418).end();
      });
    });
  let running: ReturnType<typeof server>;
  beforeEach(async () => {
    local = createLocalMessageGateway({ clock, keyFor: () => Promise.resolve(key.keyFor) });
    running = server();
    url = await listen(running, 0);
  });
  afterEach(() => close(running));

  it("keeps what would have gone out, once for each message", async () => {
    const client = clientTo(url + GATEWAY_PATH);
    await client.send(message);
    await client.send({ ...message, text: "again" });
    await client.send({ ...message, messageId: "other.email", channel: "email" });
    expect(local.outbox()).toMatchObject([
      { ...message, sentAt: "2026-03-02T09:00:00.000+08:00" },
      { messageId: "other.email" },
    ]);
  });

  it("believes the platform's key alone, which is no final no", async () => {
    const stranger = testKey("xiaowai/test-1");
    const client = clientTo(url + GATEWAY_PATH, fetch, stranger.signer);
    await expect(client.send(message)).rejects.toThrow(GatewayUnavailable);
    const unsigned = await fetch(`${url}${GATEWAY_PATH}/v1/messages`, {
      method: "POST",
      body: JSON.stringify(message),
    });
    expect(unsigned.status).toBe(401);
    expect(local.outbox()).toEqual([]);
  });

  it("leaves all other paths to others", async () => {
    expect((await fetch(`${url}/v1/notices`)).status).toBe(418);
  });
});

describe("the way to a gateway", () => {
  const answering = (status: number, body = ""): typeof fetch => {
    return () => Promise.resolve(new Response(body, { status }));
  };
  const sentTo = (fetch: typeof globalThis.fetch) =>
    clientTo("https://messages.test", fetch).send(message);

  it.each([401, 408, 429, 500, 503])("tries again after %i", async (status) => {
    await expect(sentTo(answering(status))).rejects.toThrow(GatewayUnavailable);
  });

  it("tries again where nobody answers", async () => {
    const nobody = () => Promise.reject(new TypeError("fetch failed"));
    await expect(sentTo(nobody)).rejects.toThrow(GatewayUnavailable);
  });

  it("takes other refusals as final, with their code", async () => {
    const refused = sentTo(answering(422, JSON.stringify({ code: "address.unknown" })));
    await expect(refused).rejects.toEqual(new GatewayRefused("address.unknown"));
  });

  it.each([
    ["is not JSON", `no such number: ${message.to}`],
    ["repeats the address as its code", JSON.stringify({ code: message.to })],
    ["is empty", ""],
  ])("keeps no words of a refusal that %s", async (_how, body) => {
    const error = await sentTo(answering(400, body)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GatewayRefused);
    expect(String(error)).toContain("unspecified");
    expect(String(error)).not.toContain(message.to);
  });

  it("does not follow to another place", async () => {
    const asked: RequestInit[] = [];
    await sentTo((_url, init) => {
      asked.push(init ?? {});
      return Promise.resolve(new Response("", { status: 202 }));
    });
    expect(asked).toMatchObject([{ method: "POST", redirect: "manual" }]);
  });
});
