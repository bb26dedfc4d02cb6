import {
  AlertCleared,
  AlertEscalated,
  AlertLowered,
  AlertOverdue,
  AlertRaised,
  AlertRaisedHigher,
} from "../../events/alert.ts";
import { AlertDeliveryOrdered } from "../../events/subscription.ts";
import { defineTask } from "../kit/contract.ts";

/** What brings alerts to those who have subscribed to them. */

const capability = "subscription";

/** The events of alerts that somebody outside of the office in charge wants to know of. */
export const TOLD_EVENTS = [
  AlertRaised,
  AlertRaisedHigher,
  AlertLowered,
  AlertCleared,
  AlertEscalated,
  AlertOverdue,
] as const;

export const notifySubscribers = defineTask({
  id: "notifySubscribers",
  capability,
  summary: {
    zh: "预警变化时，为每项相符的订阅生成一条投递",
    en: "Orders a delivery for each subscription that a change of an alert concerns",
  },
  trigger: { kind: "events", events: TOLD_EVENTS },
  touches: {
    reads: ["alert", "unit", "subscription", "subscriptionsByUnit"],
    writes: ["delivery", "notice"],
  },
  alarm: {
    effect: "Offices that watch alerts are not told of one; those in charge have it all the same.",
    runbook: "subscribers-are-not-told",
  },
});

export const sendDelivery = defineTask({
  id: "sendDelivery",
  capability,
  summary: {
    zh: "发出一条投递：邮件、短信经网关，推送签名后排队",
    en: "Sends a delivery by email or SMS, or signs it and queues it for its webhook",
  },
  trigger: { kind: "events", events: [AlertDeliveryOrdered] },
  touches: {
    reads: ["subscription", "personal"],
    writes: ["delivery"],
    personal: ["subscription"],
    gateway: true,
  },
  fills: "postWebhook",
  alarm: {
    effect: "A subscriber waits for an alert: it is tried again after 15 minutes.",
    runbook: "a-delivery-is-not-sent",
  },
});

/** Meets strangers: it may reach no partition, holds no secret, and reads nothing of an answer but its status. */
export const postWebhook = defineTask({
  id: "postWebhook",
  capability,
  summary: {
    zh: "向订阅者的公网地址推送一条已签名的消息",
    en: "Posts a signed message to a subscriber's public address",
  },
  trigger: { kind: "queue", batchSize: 5, maxConcurrency: 20 },
  touches: { webhooks: true },
  fills: "recordDelivery",
  alarm: {
    effect: "A webhook's message has not gone out: it is tried again after 15 minutes.",
    runbook: "a-webhook-is-not-posted",
  },
});

export const recordDelivery = defineTask({
  id: "recordDelivery",
  capability,
  summary: {
    zh: "记录一次推送的结果并安排重试",
    en: "Notes what became of a post to a webhook, and when it is tried again",
  },
  trigger: { kind: "queue", batchSize: 10, maxConcurrency: 20 },
  touches: { writes: ["delivery"] },
  alarm: {
    effect: "A message that a webhook has may be sent to it once more, under the same id.",
    runbook: "a-delivery-is-not-recorded",
  },
});

export const publishAlerts = defineTask({
  id: "publishAlerts",
  capability,
  summary: {
    zh: "将预警变化发布到机构主题，附级别、指标、省市县属性",
    en: "Publishes changes of alerts on the topic for agencies, with attributes to filter by",
  },
  trigger: { kind: "events", events: TOLD_EVENTS },
  touches: { reads: ["alert"], topic: true },
  alarm: {
    effect: "Agencies that listen to the topic are not told of an alert.",
    runbook: "agencies-are-not-told",
  },
});

export const tasks = [notifySubscribers, sendDelivery, postWebhook, recordDelivery, publishAlerts];
