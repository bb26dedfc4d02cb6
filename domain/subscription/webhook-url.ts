import { ok, type Result } from "../shared/result.ts";
import { refuseSubscription, type SubscriptionRefusal } from "./refusals.ts";

/** Where a webhook goes. */
export interface WebhookTarget {
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
}

/** Two labels at least, and the last one of letters: what a URL makes of any notation of an address has digits. */
const HOST_NAME =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
/** Names that stand for networks of one's own (RFC 6761, RFC 6762, RFC 8375, ICANN 2024). */
const OWN_NETWORK =
  /(^|\.)(localhost|local|internal|intranet|lan|corp|home|home\.arpa|onion|test|invalid)$/;
const HTTPS_PORT = 443;

const PROBLEMS = {
  "not-a-url": { zh: "不是完整的网址", en: "it is no complete URL" },
  "not-https": { zh: "不是 https", en: "it is not https" },
  "user-or-password": { zh: "含有用户名或密码", en: "it holds a user or a password" },
  port: { zh: "端口不是 443", en: "its port is not 443" },
  fragment: { zh: "含有片段（#）", en: "it has a fragment (#)" },
  host: {
    zh: "主机不是公网域名（不接受 IP 地址与内部域名）",
    en: "its host is no public name (addresses and names of inner networks are not taken)",
  },
} as const;

/**
 * Reads a webhook's address: https, port 443, a host name, and nothing that hides where it goes.
 * @param testHosts `host:port` of receivers on the machine itself, which a rehearsal may name; never in production
 */
export function readWebhookUrl(
  text: string,
  testHosts: readonly string[] = [],
): Result<WebhookTarget, SubscriptionRefusal> {
  const refused = (problem: keyof typeof PROBLEMS) => {
    const { zh: problemZh, en: problemEn } = PROBLEMS[problem];
    return refuseSubscription("subscription.url-not-allowed", { problemZh, problemEn });
  };
  if (!URL.canParse(text)) return refused("not-a-url");
  const url = new URL(text);
  const { protocol, hostname: host, port, username, password, hash } = url;
  if (username !== "" || password !== "") return refused("user-or-password");
  if (hash !== "") return refused("fragment");
  if (testHosts.includes(url.host))
    return ok({ host, port: Number(port || 80), isTls: protocol === "https:" });
  if (protocol !== "https:") return refused("not-https");
  // The parser leaves out the port that goes with the scheme.
  if (port !== "") return refused("port");
  if (host.endsWith(".") || !HOST_NAME.test(host)) return refused("host");
  return OWN_NETWORK.test(host) ? refused("host") : ok({ host, port: HTTPS_PORT, isTls: true });
}
