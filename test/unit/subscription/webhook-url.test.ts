import { describe, expect, it } from "vitest";
import { readWebhookUrl } from "../../../domain/subscription/webhook-url.ts";

/** What a person is told in English. */
const TOLD: Readonly<Record<string, RegExp>> = {
  "not-a-url": /no complete URL/,
  "not-https": /not https/,
  "user-or-password": /a user or a password/,
  port: /port is not 443/,
  fragment: /a fragment/,
  host: /no public name/,
};

const REFUSED: readonly (readonly [url: string, problem: string])[] = [
  ["alerts", "not-a-url"],
  ["//example.org/", "not-a-url"],
  ["http://alerts.example.org/", "not-https"],
  ["ftp://alerts.example.org/", "not-https"],
  ["file:///etc/passwd", "not-https"],
  ["gopher://alerts.example.org/", "not-https"],
  ["data:text/plain,hello", "not-https"],
  ["https://user@alerts.example.org/", "user-or-password"],
  ["https://user:word@alerts.example.org/", "user-or-password"],
  ["https://8.8.8.8@10.0.0.1/", "user-or-password"],
  ["https://alerts.example.org:8443/", "port"],
  ["https://alerts.example.org:22/", "port"],
  ["https://alerts.example.org/#part", "fragment"],
  ["https://127.0.0.1/", "host"],
  ["https://8.8.8.8/", "host"],
  ["https://2130706433/", "host"],
  ["https://0x7f.1/", "host"],
  ["https://0177.0.0.1/", "host"],
  ["https://127.1/", "host"],
  ["https://①②⑦.⓪.⓪.①/", "host"],
  ["https://[::1]/", "host"],
  ["https://[::ffff:10.0.0.1]/", "host"],
  ["https://[2606:4700:4700::1111]/", "host"],
  ["https://localhost/", "host"],
  ["https://alerts/", "host"],
  ["https://alerts.localhost/", "host"],
  ["https://alerts.local/", "host"],
  ["https://metadata.google.internal/", "host"],
  ["https://router.lan/", "host"],
  ["https://printer.home.arpa/", "host"],
  ["https://alerts.example.org./", "host"],
  ["https://-alerts.example.org/", "host"],
  ["https://alerts_1.example.org/", "host"],
];

describe("a webhook's address", () => {
  it.each(REFUSED)("%s is refused: %s", (url, problem) => {
    const read = readWebhookUrl(url);
    if (read.ok) throw new Error(`${url} was taken`);
    expect(read.refusal.code).toBe("subscription.url-not-allowed");
    expect(read.refusal.facts["problemEn"]).toMatch(TOLD[problem] ?? /^$/);
  });

  it.each([
    "https://alerts.example.org/xiaowai?unit=1",
    "https://alerts.example.org:443/",
    "https://ALERTS.Example.org/",
  ])("%s is taken", (url) => {
    const target = { host: "alerts.example.org", port: 443, isTls: true };
    expect(readWebhookUrl(url)).toEqual({ ok: true, value: target });
  });

  it("in another script is taken as its name in letters", () => {
    const target = { host: "xn--fsqu00a.xn--0zwm56d", port: 443, isTls: true };
    expect(readWebhookUrl("https://例子.测试/")).toEqual({ ok: true, value: target });
  });

  it("on the machine itself is taken only where a rehearsal names host and port", () => {
    const url = "http://127.0.0.1:4080/_agency/alerts";
    const target = { host: "127.0.0.1", port: 4080, isTls: false };
    expect(readWebhookUrl(url, ["127.0.0.1:4080"])).toEqual({ ok: true, value: target });
    for (const others of [[], ["127.0.0.1:4081"], ["127.0.0.1"]])
      expect(readWebhookUrl(url, others).ok).toBe(false);
  });
});
