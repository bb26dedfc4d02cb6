import * as z from "zod";
import { MOST_OF_A_UNIT } from "../../domain/subscription/subscription.ts";
import { DeliveryId, SubscriptionId, UnitId } from "../../domain/shared/ids.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { DeliveryView, NewSubscription, SigningSecret, SubscriptionView } from "./schemas.ts";

/** What officers do with the subscriptions of their own office. */

const officer = { role: "officer", duties: ["risk"] } as const;
const reader = { role: "officer", duties: ["risk", "audit"] } as const;
const path = z.strictObject({ subscriptionId: SubscriptionId });
const capability = "subscription";
const end = "management";
const load = { perSecond: 1 };

export const subscribeAlerts = defineUseCase({
  id: "subscribeAlerts",
  capability,
  end,
  method: "POST",
  path: "/v1/alert-subscriptions",
  summary: {
    zh: "订阅辖区预警：按级别、指标、下级单位筛选，送达单位收件箱、邮箱、短信或签名推送",
    en: "Subscribes to alerts of the area by level, indicator and unit: inbox, email, SMS or webhook",
  },
  access: officer,
  input: { body: NewSubscription },
  output: z.strictObject({ subscription: SubscriptionView, secret: SigningSecret.optional() }),
  status: 201,
  answersSecret: true,
  errors: [
    "identity.outside-unit",
    "subscription.unit-not-below",
    "subscription.phone-invalid",
    "subscription.too-many",
    "subscription.url-not-allowed",
    "subscription.private-address",
    "subscription.host-unresolved",
    "subscription.host-unreachable",
    "subscription.url-redirects",
  ],
  touches: {
    reads: ["unit"],
    writes: ["subscription", "personal"],
    personal: ["subscription"],
    webhooks: true,
  },
  load,
});

export const endSubscription = defineUseCase({
  id: "endSubscription",
  capability,
  end,
  method: "POST",
  path: "/v1/alert-subscriptions/{subscriptionId}/end",
  summary: {
    zh: "停用本单位的一项预警订阅；尚未送达的不再发送，其地址与密钥即行删除",
    en: "Ends a subscription of the caller's office; nothing more is sent, and its address is erased",
  },
  access: officer,
  input: { path },
  output: SubscriptionView,
  errors: ["resource.not-found", "subscription.ended"],
  touches: { writes: ["subscription", "personal"], personal: ["subscription"] },
  load,
});

export const rotateSubscriptionSecret = defineUseCase({
  id: "rotateSubscriptionSecret",
  capability,
  end,
  method: "POST",
  path: "/v1/alert-subscriptions/{subscriptionId}/secret",
  summary: {
    zh: "更换推送签名密钥；24小时内新旧密钥同时签名",
    en: "Makes a new signing secret; for 24 hours the former one signs as well",
  },
  access: officer,
  input: { path },
  output: z.strictObject({ subscription: SubscriptionView, secret: SigningSecret }),
  answersSecret: true,
  errors: ["resource.not-found", "subscription.ended", "subscription.no-secret"],
  touches: { writes: ["subscription", "personal"], personal: ["subscription"] },
  load,
});

export const testSubscription = defineUseCase({
  id: "testSubscription",
  capability,
  end,
  method: "POST",
  path: "/v1/alert-subscriptions/{subscriptionId}/test",
  summary: {
    zh: "发送一条测试消息（每分钟至多一次），结果见投递记录",
    en: "Sends a test message, at most one a minute; what becomes of it is in the log of deliveries",
  },
  access: officer,
  input: { path },
  output: DeliveryView,
  status: 202,
  errors: ["resource.not-found", "subscription.ended", "subscription.tested-just-now"],
  touches: { writes: ["subscription", "delivery", "notice"] },
  load,
});

export const listSubscriptions = defineUseCase({
  id: "listSubscriptions",
  capability,
  end,
  method: "GET",
  path: "/v1/alert-subscriptions",
  summary: {
    zh: "列出本单位本部门有效的预警订阅",
    en: "Lists the live subscriptions of the caller's office",
  },
  access: reader,
  input: {
    query: z.strictObject({
      unitId: UnitId.optional().meta({ description: "One of the caller's own units" }),
    }),
  },
  output: z.strictObject({ subscriptions: z.array(SubscriptionView).max(MOST_OF_A_UNIT) }),
  errors: ["identity.outside-unit"],
  touches: { reads: ["subscription", "subscriptionsByUnit"] },
  load,
});

export const listDeliveries = defineUseCase({
  id: "listDeliveries",
  capability,
  end,
  method: "GET",
  path: "/v1/alert-subscriptions/{subscriptionId}/deliveries",
  summary: {
    zh: "列出一项订阅的投递记录，新的在前",
    en: "Lists the deliveries of a subscription, the newest first",
  },
  access: reader,
  input: { path, query: z.strictObject(pageQuery) },
  output: z.strictObject({ deliveries: z.array(DeliveryView), ...pageOutput }),
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["subscription", "delivery", "deliveriesBySubscription"] },
  load,
});

export const replayDelivery = defineUseCase({
  id: "replayDelivery",
  capability,
  end,
  method: "POST",
  path: "/v1/alert-deliveries/{deliveryId}/replay",
  summary: {
    zh: "以原编号重新发送一条已送达或已失败的消息",
    en: "Sends a message again that was delivered or has failed, under its own id",
  },
  access: officer,
  input: { path: z.strictObject({ deliveryId: DeliveryId }) },
  output: DeliveryView,
  status: 202,
  errors: [
    "resource.not-found",
    "subscription.ended",
    "delivery.under-way",
    "delivery.lies-in-inbox",
  ],
  touches: { reads: ["subscription"], writes: ["delivery"] },
  load,
});

export const useCases = [
  subscribeAlerts,
  endSubscription,
  rotateSubscriptionSecret,
  testSubscription,
  listSubscriptions,
  listDeliveries,
  replayDelivery,
];
