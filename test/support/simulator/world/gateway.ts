import {
  GatewayRefused,
  GatewayUnavailable,
  type GatewayMessage,
  type MessageGateway,
} from "../../../../adapters/notices/message-gateway.ts";
import type { Commands } from "../engine/commands.ts";
import type { Story } from "../engine/story.ts";
import type { Family } from "./families.ts";
import { operations } from "./operations.ts";

const HOUR_MS = 3_600_000;
const SHANGHAI_MS = 8 * HOUR_MS;
/** Nobody is woken by an SMS between these hours of Shanghai. */
const QUIET = { from: 21, to: 8 };
/** By channel: where every family is reached; to be found nowhere in the table. */
export const SHARED_ADDRESSES: Readonly<Record<string, string>> = {
  email: "parent@example.com",
  sms: "13800138000",
};

/** A family says how it wants to be told. */
export async function wishForNotices(
  { chance }: Story,
  commands: Commands,
  families: readonly Family[],
): Promise<void> {
  const family = chance.pick(families.filter(({ hasWishes }) => !hasWishes));
  if (family === undefined) return;
  family.hasWishes = true;
  const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
  const wishes = {
    language: chance.happens(0.5) ? "zh-CN" : "en",
    topics: { email: chance.happens(0.5) ? ["payments"] : [], sms: ["lessons", "payments"] },
    quietHours: { from: clock(QUIET.from), to: clock(QUIET.to) },
    email: SHARED_ADDRESSES["email"],
    phone: SHARED_ADDRESSES["sms"],
  };
  await commands.begin({
    operation: operations.putNoticePreferences,
    request: { principal: family.principal, body: wishes },
    otherwise: { body: { ...wishes, topics: { email: [], sms: [] } } },
  });
}

/** The way out to telephones and mailboxes: it sends once for each message's id, and is sometimes down. */
export class ModelGateway implements MessageGateway {
  readonly sent = new Map<string, string>();
  readonly #story: Story;
  readonly #refused = new Set<string>();

  constructor(story: Story) {
    this.#story = story;
  }

  send(message: GatewayMessage): Promise<void> {
    const { faults, watch } = this.#story;
    if (faults.strikes("bankDown")) return Promise.reject(new GatewayUnavailable("down before"));
    const { messageId, channel } = message;
    const text = JSON.stringify(message);
    const known = this.sent.get(messageId);
    if (known !== undefined && known !== text)
      watch.break(`the message ${messageId} was ${known} and is ${text}`);
    if (known === undefined && !this.#refused.has(messageId) && faults.strikes("bankRefuses"))
      this.#refused.add(messageId);
    if (this.#refused.has(messageId)) return Promise.reject(new GatewayRefused("address.unknown"));
    if (channel === "sms" && this.#isNight()) watch.break(`${messageId} wakes a family`);
    this.sent.set(messageId, text);
    if (faults.strikes("bankDown")) return Promise.reject(new GatewayUnavailable("down after"));
    return Promise.resolve();
  }

  /** The night by everybody's clock: what is off by some minutes may err at its edges. */
  #isNight(): boolean {
    const hour = ((this.#story.now + SHANGHAI_MS) / HOUR_MS) % 24;
    const slack = 0.1;
    return hour > QUIET.from + slack || hour < QUIET.to - slack;
  }
}
