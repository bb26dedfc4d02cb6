import { aggregates } from "../../adapters/aggregates.ts";
import { deliveryLog } from "../../adapters/notices/delivery-log.ts";
import { GatewayRefused, GatewayUnavailable } from "../../adapters/notices/message-gateway.ts";
import { noticeAddresses } from "../../adapters/notices/notice-addresses.ts";
import { noticeKind, preferencesKind } from "../../adapters/repositories/notice-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import {
  type Delivery,
  GATEWAY_UNAVAILABLE,
  isOpen,
  isSettled,
  planDelivery,
} from "../../domain/notice/delivery.ts";
import type { NoticeState } from "../../domain/notice/notice.ts";
import {
  NOTICE_CHANNELS,
  type NoticeAddresses,
  type NoticeChannel,
  type NoticePreferences,
} from "../../domain/notice/preferences.ts";
import { noticeWords } from "../../domain/notice/words.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { NoticeRecipient } from "../../domain/shared/notice-recipient.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import type { RequestContext } from "../kit/context.ts";
import type { GatewayKit } from "../kit/gateway-deps.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";

interface Wishes {
  readonly preferences: NoticePreferences;
  readonly addresses: NoticeAddresses;
}

/**
 * Sends a notice on the ways that its recipient wishes, and keeps what became of each. Where the gateway
 * does not take a message the event comes again, and only what has not gone out is sent; the message's id
 * stays the same, so that a message whose answer was lost goes out once. Organisations have their inbox.
 */
export const noticeSender = (kit: PersonalKit & GatewayKit) => {
  const { table, gateway } = kit;
  const notices = aggregates(table, noticeKind);
  const allPreferences = aggregates(table, preferencesKind);
  const allAddresses = noticeAddresses(kit);
  const log = deliveryLog(table);

  async function wishesOf(recipient: NoticeRecipient): Promise<Wishes | undefined> {
    if (recipient.kind !== "member") return undefined;
    const [preferences, addresses] = await Promise.all([
      allPreferences.find(recipient.memberId),
      allAddresses.find(recipient.memberId),
    ]);
    return preferences && { preferences: preferences.state, addresses };
  }

  /** Asks the gateway once. @returns what became of it */
  async function send(
    notice: NoticeState,
    channel: NoticeChannel,
    to: string,
    { language }: NoticePreferences,
  ): Promise<Pick<Delivery, "status" | "reason">> {
    const messageId = `${notice.noticeId}.${channel}`;
    try {
      await gateway.send({ messageId, channel, to, language, ...noticeWords(notice, language) });
      return { status: "sent" };
    } catch (error) {
      if (error instanceof GatewayRefused) return { status: "failed", reason: error.code };
      if (error instanceof GatewayUnavailable)
        return { status: "failed", reason: GATEWAY_UNAVAILABLE };
      throw error;
    }
  }

  async function deliver(
    notice: NoticeState,
    channel: NoticeChannel,
    { preferences, addresses }: Wishes,
    known: Delivery | undefined,
    at: EpochMs,
  ): Promise<Delivery> {
    if (known !== undefined && isSettled(known)) return known;
    const so = { channel, attempts: known?.attempts ?? 0, at };
    const write = async (delivery: Delivery): Promise<Delivery> => {
      await log.write(notice.noticeId, delivery);
      return delivery;
    };
    const plan = planDelivery(notice.template, channel, preferences, addresses, at);
    switch (plan.kind) {
      case "skip":
        return write({ ...so, status: "skipped", reason: "switched-off" });
      case "postpone":
        return write({ ...so, status: "postponed", reason: "quiet-hours", dueAt: plan.until });
      case "send": {
        const asked = { ...so, attempts: so.attempts + 1 };
        await write({ ...asked, status: "queued" });
        return write({ ...asked, ...(await send(notice, channel, plan.to, preferences)) });
      }
    }
  }

  return async (
    { noticeId, recipient }: Pick<NoticeState, "noticeId" | "recipient">,
    context: RequestContext,
  ): Promise<void> => {
    const wishes = await wishesOf(recipient);
    if (wishes !== undefined) {
      const [notice, before] = await Promise.all([notices.find(noticeId), log.read(noticeId)]);
      invariant(notice, `${noticeId} was committed with its event`);
      const deliveries = await Promise.all(
        NOTICE_CHANNELS.map((channel) =>
          deliver(notice.state, channel, wishes, before.get(channel), context.now),
        ),
      );
      if (deliveries.some(isOpen)) throw new GatewayUnavailable(`${noticeId} has not gone out`);
    }
    await commitCommand(table, context, [], { noticeId });
  };
};
