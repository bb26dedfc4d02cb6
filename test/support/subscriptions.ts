import type { SQSEvent } from "aws-lambda";
import { aggregates } from "../../adapters/aggregates.ts";
import { alertKind } from "../../adapters/repositories/alert-items.ts";
import { deliveryKind } from "../../adapters/repositories/subscription-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { AlertDecision, AlertState } from "../../domain/alert/alert.ts";
import { decideOverdue } from "../../domain/alert/escalate.ts";
import { followFacts, raiseAlert } from "../../domain/alert/follow-facts.ts";
import { AlertId } from "../../domain/shared/ids.ts";
import type { DeliveryState } from "../../domain/subscription/delivery.ts";
import { AlertDeliveryOrdered } from "../../events/subscription.ts";
import * as deadlines from "../../functions/deadline/contracts.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import type { GatewayKit } from "../../functions/kit/gateway-deps.ts";
import type { PersonalKit } from "../../functions/kit/personal-deps.ts";
import { queueLambda } from "../../functions/kit/queue.ts";
import { repeatableContext } from "../../functions/kit/task.ts";
import type { WebhookKit } from "../../functions/kit/webhook-deps.ts";
import * as contracts from "../../functions/subscription/contracts.ts";
import { notifySubscribers } from "../../functions/subscription/notify-subscribers.ts";
import { postWebhook } from "../../functions/subscription/post-webhook.ts";
import { publishAlerts } from "../../functions/subscription/publish-alerts.ts";
import { recordDelivery } from "../../functions/subscription/record-delivery.ts";
import { sendDelivery } from "../../functions/subscription/send-delivery.ts";
import * as tasks from "../../functions/subscription/task-contracts.ts";
import { toldEvents } from "../../functions/subscription/told-change.ts";
import { WebhookPost, WebhookReport } from "../../functions/subscription/webhook-post.ts";
import { decided, rules, subject, verdict } from "./alerts.ts";
import { askerOf, type Ask } from "./asker.ts";
import { dueLine, queueRecord } from "./deadlines.ts";
import { type Caller, seedMember, seedUnits, type TestKit } from "./door.ts";
import { personalTestKit } from "./enrolment.ts";
import { busEvent, entriesIn } from "./events.ts";
import { fakeGateway } from "./notices.ts";
import { fakeWebhooks } from "./webhooks.ts";
import { withinRole } from "./within-role.ts";

export type WatchKit = TestKit & PersonalKit & GatewayKit & WebhookKit;

const memoryQueue = () => {
  const waiting: unknown[] = [];
  const send = (messages: readonly unknown[]): Promise<void> => {
    waiting.push(...messages);
    return Promise.resolve();
  };
  return { waiting, queue: { send } };
};

const batchOf = (messages: readonly unknown[]): SQSEvent => ({
  Records: messages.map((message, index) => queueRecord(JSON.stringify(message), index)),
});

/** Everything between an alert and those who watch it, each step taken when a test says so. */
function linesOf(kit: WatchKit) {
  const [posts, reports] = [memoryQueue(), memoryQueue()];
  const published: { message: unknown; attributes: unknown }[] = [];
  const alertTopic = {
    publish: (message: unknown, attributes: unknown): Promise<void> => {
      published.push({ message, attributes });
      return Promise.resolve();
    },
  };
  const notify = eventLambda(
    tasks.notifySubscribers,
    toldEvents,
    notifySubscribers,
    withinRole(kit, tasks.notifySubscribers),
  );
  const publish = eventLambda(tasks.publishAlerts, toldEvents, publishAlerts, {
    ...withinRole(kit, tasks.publishAlerts),
    alertTopic,
  });
  const send = eventLambda(tasks.sendDelivery, AlertDeliveryOrdered, sendDelivery, {
    ...withinRole(kit, tasks.sendDelivery),
    queue: posts.queue,
  });
  const { log, now, newUlid, webhooks, webhookTestHosts } = kit;
  const tableless = { log, now, newUlid, webhooks, webhookTestHosts, queue: reports.queue };
  const post = queueLambda(tasks.postWebhook, WebhookPost, postWebhook, tableless);
  const record = queueLambda(
    tasks.recordDelivery,
    WebhookReport,
    recordDelivery,
    withinRole(kit, tasks.recordDelivery),
  );
  const told: readonly string[] = toldEvents.map(({ name }) => name);
  const isTold = (name: string): boolean => told.includes(name);

  return {
    posts: posts.waiting,
    reports: reports.waiting,
    published,
    /** The bus brings every event so far to its consumers, so often. */
    async notifyAll(times = 1): Promise<void> {
      const events = entriesIn(kit.table).filter(({ eventName }) => isTold(eventName));
      for (let time = 0; time < times; time += 1)
        for (const entry of events) await notify(busEvent(entry));
    },
    async publishAll(): Promise<void> {
      for (const entry of entriesIn(kit.table))
        if (isTold(entry.eventName)) await publish(busEvent(entry));
    },
    async sendAll(): Promise<void> {
      for (const entry of entriesIn(kit.table))
        if (entry.eventName === AlertDeliveryOrdered.name) await send(busEvent(entry));
    },
    postAll: () => post(batchOf(posts.waiting.splice(0))),
    recordAll: () => record(batchOf(reports.waiting.splice(0))),
    record: (report: unknown) => record(batchOf([report])),
  };
}

export async function aWatch() {
  const [gateway, webhooks] = [fakeGateway(), fakeWebhooks()];
  const kit: WatchKit = { ...personalTestKit(), gateway, webhooks, webhookTestHosts: [] };
  await seedUnits(kit.table);
  const ask: Ask = await askerOf(contracts.useCases, kit);
  const alerts = aggregates(kit.table, alertKind);
  const context = repeatableContext(tasks.notifySubscribers, kit, {
    correlationId: "alert",
    causationId: "alert",
  });

  async function commit({ alert, event }: AlertDecision): Promise<AlertState> {
    const at = { ...context, now: kit.now() };
    const before = await alerts.find(alert.alertId);
    const changes =
      before === undefined
        ? alerts.create(alert, event, at)
        : alerts.change(before, alert, event, at);
    await commitCommand(kit.table, at, changes, {});
    return alert;
  }

  const officer = (name: string, unitId: string, department: "education" | "culture" | "sports") =>
    seedMember(kit.table, name, { role: "officer", unitId, department, duties: ["risk"] });

  const lines = linesOf(kit);
  const { queueDue, actOnDue, actOnSupervisionDue } = deadlines;
  const due = dueLine(withinRole(kit, queueDue, actOnDue, actOnSupervisionDue));

  async function deliveries(): Promise<readonly DeliveryState[]> {
    const heads = kit.table.all().filter(({ type }) => type === "alert-delivery");
    const ids = heads.map(({ pk }) => pk.slice(pk.indexOf("#") + 1));
    const found = await aggregates(kit.table, deliveryKind).findMany(ids);
    return found.map(({ state }) => state);
  }

  return {
    kit,
    gateway,
    webhooks,
    ask,
    ...lines,
    due,
    deliveries,
    async only(): Promise<DeliveryState> {
      const [delivery, ...others] = await deliveries();
      if (delivery === undefined || others.length > 0)
        throw new Error("there is exactly one delivery");
      return delivery;
    },
    /** One attempt at each delivery that is to be sent. */
    async attempt(): Promise<void> {
      await lines.sendAll();
      await lines.postAll();
      await lines.recordAll();
    },
    /** So much later, what has come due is acted upon. */
    async minute(ms: number): Promise<void> {
      kit.advance(ms);
      await due.minute();
    },
    county: await officer("county", "unt_411102", "education"),
    culture: await officer("culture", "unt_411102", "culture"),
    sports: await officer("sports", "unt_411102", "sports"),
    city: await officer("city", "unt_411100", "education"),
    province: await officer("province", "unt_410000", "education"),
    elsewhere: await officer("elsewhere", "unt_411103", "education"),
    raise: (level: "yellow" | "red", changes: Partial<typeof subject> = {}) => {
      const alertId = AlertId.parse(`alr_${kit.newUlid()}`);
      const about = { ...subject, alertId, ...changes };
      return commit(decided(raiseAlert(about, verdict(level), rules, kit.now())));
    },
    follow: (alert: AlertState, level: "none" | "yellow" | "red") =>
      commit(decided(followFacts(alert, verdict(level), rules, kit.now()))),
    escalate: (alert: AlertState) => {
      const up = decideOverdue(alert, rules, kit.now());
      if (!up.ok) throw new Error(up.refusal.code);
      return commit(up.value);
    },
    subscribe: async (as: Caller, asked: object) => {
      const filter = { leastLevel: "yellow" };
      const answer = await ask("subscribeAlerts", as, { body: { filter, ...asked } });
      return String(answer.body.subscription?.subscriptionId);
    },
    /** Notices in the inbox of a unit. */
    inboxOf: (unitId: string) =>
      entriesIn(kit.table).filter(
        ({ eventName, data }) =>
          eventName === "notice-recorded" &&
          JSON.stringify(data["recipient"]).includes(`"${unitId}"`),
      ),
  };
}
export type Watch = Awaited<ReturnType<typeof aWatch>>;

export const WEBHOOK = { to: { way: "webhook", url: "https://alerts.example.org/in" } };
