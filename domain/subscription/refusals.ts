import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

/** What is refused about subscriptions to alerts and their deliveries, and what people are told. */
export const subscriptionRefusals = {
  "subscription.url-not-allowed": {
    zh: "推送地址不符合要求：{problemZh}。须为 https、443 端口、公网域名，不得包含用户名、密码或片段。",
    en: "The webhook's address is not allowed: {problemEn}. Give an https URL on port 443 with a public host name, without user, password or fragment.",
  },
  "subscription.private-address": {
    zh: "推送地址 {host} 指向 {address}，不是公网地址，平台不向内部网络推送。请换用公网可达的地址。",
    en: "The webhook's host {host} leads to {address}, which is no public address: nothing is sent into private networks. Give a host that is reached publicly.",
  },
  "subscription.host-unresolved": {
    zh: "推送地址的域名 {host} 无法解析。请核对后重试。",
    en: "The name {host} of the webhook's host leads nowhere. Check it and try again.",
  },
  "subscription.url-redirects": {
    zh: "推送地址 {host} 答复了跳转（{status}），平台不跟随跳转。请直接填写最终地址。",
    en: "The webhook at {host} answers with a redirect ({status}), which is never followed. Give the final address itself.",
  },
  "subscription.host-unreachable": {
    zh: "无法与推送地址 {host} 建立有效连接（{problem}）。请确认服务在线、证书有效后重试。",
    en: "The webhook at {host} cannot be reached ({problem}). See that it is up and has a valid certificate, and try again.",
  },
  "subscription.phone-invalid": {
    zh: "手机号码不是中国大陆手机号，请更正。",
    en: "The telephone number is no mobile number of mainland China. Correct it.",
  },
  "subscription.unit-not-below": {
    zh: "单位 {unitId} 不在本单位辖区内，不能作为订阅范围。",
    en: "The unit {unitId} does not lie below yours, and no subscription can be for it.",
  },
  "subscription.too-many": {
    zh: "单位 {unitId} 的有效订阅已达上限 {most} 项，请先停用不再需要的订阅。",
    en: "The unit {unitId} has {most} live subscriptions, which is the most. End one that is no longer needed.",
  },
  "subscription.ended": {
    zh: "订阅 {subscriptionId} 已停用，请重新订阅。",
    en: "The subscription {subscriptionId} has been ended. Subscribe anew.",
  },
  "subscription.tested-just-now": {
    zh: "订阅 {subscriptionId} 刚刚发送过测试消息，{again} 之后可再次测试；上一条的结果见投递记录。",
    en: "A test of the subscription {subscriptionId} was sent just now: the next one may be from {again} on. The log of deliveries shows what became of it.",
  },
  "subscription.no-secret": {
    zh: "送达方式为 {way} 的订阅没有签名密钥，只有 webhook 订阅可以更换密钥。",
    en: "A subscription by {way} has no signing secret; only a webhook has one to rotate.",
  },
  "delivery.under-way": {
    zh: "投递 {deliveryId} 正在进行或等待自动重试，无需重发。",
    en: "The delivery {deliveryId} is under way or waits for its next attempt: nothing has to be replayed.",
  },
  "delivery.lies-in-inbox": {
    zh: "投递 {deliveryId} 已存入站内收件箱，无需重发。",
    en: "The delivery {deliveryId} lies in the inbox already: nothing has to be replayed.",
  },
} as const satisfies RefusalCatalogue;

export type SubscriptionRefusal = keyof typeof subscriptionRefusals;

export const refuseSubscription: RefuseFrom<typeof subscriptionRefusals> = refuse;
