import { beforeEach, describe, expect, it } from "vitest";
import { dueItems, dueShards } from "../../../adapters/due-index.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { actOnDue } from "../../../functions/deadline/act-on-due.ts";
import { DueMessage } from "../../../functions/deadline/due-message.ts";
import * as deadlines from "../../../functions/deadline/contracts.ts";
import { repeatableContext } from "../../../functions/kit/task.ts";
import { entriesIn } from "../../support/events.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import {
  allChannels,
  aNoticeSetting,
  deliveriesIn,
  EMAIL,
  lessonNotice,
  noticeDoors,
  type NoticeSetting,
  PHONE,
  tell,
} from "../../support/notices.ts";

let setting: NoticeSetting;
let door: ReturnType<typeof noticeDoors>;
beforeEach(async () => {
  setting = await aNoticeSetting();
  door = noticeDoors(setting);
});

const moveTo = (instant: string) => {
  setting.kit.advance(Date.parse(instant) - setting.kit.now());
};
const messages = () => [...setting.gateway.sent.values()];

describe("a notice leaves", () => {
  it("by email and SMS, in the recipient's language, once however often its event comes", async () => {
    await door.prefer(setting.guardian, allChannels());
    const noticeId = await tell(setting.kit, lessonNotice(setting.guardian, 4));
    for (let delivery = 0; delivery < 3; delivery += 1) await door.deliverNewest();
    expect(setting.gateway.state.asked).toBe(2);
    const common = {
      language: "zh-CN",
      title: "请确认第 4 课时",
      text: expect.stringContaining("2026-03-23（含当日）"),
    };
    expect(messages()).toEqual([
      { messageId: `${noticeId}.email`, channel: "email", to: EMAIL, ...common },
      { messageId: `${noticeId}.sms`, channel: "sms", to: PHONE, ...common },
    ]);
    expect(deliveriesIn(setting.kit)).toMatchObject({
      email: { status: "sent", attempts: 1 },
      sms: { status: "sent", attempts: 1 },
    });
  });

  it("in English for who reads English", async () => {
    await door.prefer(setting.guardian, allChannels({ language: "en" }));
    await tell(setting.kit, lessonNotice(setting.guardian, 4));
    await door.deliverNewest();
    for (const message of messages())
      expect(message).toMatchObject({ language: "en", title: "Please confirm lesson 4" });
  });

  it("only on the ways that are wished for its topic", async () => {
    await door.prefer(setting.guardian, allChannels());
    await tell(setting.kit, {
      ...lessonNotice(setting.guardian),
      template: "payment-suspended",
      facts: { amountFen: 1 },
    });
    await door.deliverNewest();
    expect(messages().map(({ channel }) => channel)).toEqual(["email"]);
    expect(deliveriesIn(setting.kit).sms).toMatchObject({
      status: "skipped",
      reason: "switched-off",
      attempts: 0,
    });
  });

  it("on no way for people who have wished nothing, and for institutions", async () => {
    await tell(setting.kit, lessonNotice(setting.guardian));
    await tell(setting.kit, {
      recipient: { kind: "institution", institutionId: setting.institutionId },
      template: "release-executed",
      facts: { amountFen: 1 },
      about: { enrolmentId: enrolmentId(1), lessonNumber: 1 },
    });
    await door.deliverAll();
    expect(setting.gateway.state.asked).toBe(0);
    expect(deliveriesIn(setting.kit)).toEqual({});
  });
});

describe("a gateway", () => {
  beforeEach(async () => {
    await door.prefer(setting.guardian, allChannels());
    await tell(setting.kit, lessonNotice(setting.guardian));
  });

  it("that is down is asked again by the bus, and the log says so until it answers", async () => {
    setting.gateway.state.mode = "down";
    await expect(door.deliverNewest()).rejects.toThrow("has not gone out");
    await expect(door.deliverNewest()).rejects.toThrow("has not gone out");
    expect(deliveriesIn(setting.kit).email).toMatchObject({
      status: "failed",
      reason: "gateway-unavailable",
      attempts: 2,
    });
    setting.gateway.state.mode = "up";
    await door.deliverNewest();
    expect(deliveriesIn(setting.kit).email).toMatchObject({ status: "sent", attempts: 3 });
    expect(deliveriesIn(setting.kit).email).not.toHaveProperty("reason");
    expect(messages()).toHaveLength(2);
  });

  it("that sends and whose answer is lost sends once: the message keeps its id", async () => {
    setting.gateway.state.mode = "loses-answers";
    await expect(door.deliverNewest()).rejects.toThrow();
    setting.gateway.state.mode = "up";
    await door.deliverNewest();
    expect(setting.gateway.state.asked).toBe(4);
    expect(messages()).toHaveLength(2);
  });

  it("that refuses is not asked again, and its code is kept", async () => {
    setting.gateway.state.mode = "refuses";
    await door.deliverNewest();
    setting.gateway.state.mode = "up";
    await door.deliverNewest();
    expect(setting.gateway.state.asked).toBe(2);
    expect(deliveriesIn(setting.kit)).toMatchObject({
      email: { status: "failed", reason: "address.unknown" },
      sms: { status: "failed", reason: "address.unknown" },
    });
  });
});

describe("quiet hours", () => {
  /** What is due, as the minute's schedule finds it. */
  const due = async () => {
    const shards = dueShards.map((shard) =>
      dueItems(setting.kit.table, shard, setting.kit.now(), { limit: 10 }),
    );
    return (await Promise.all(shards)).flatMap(({ items }) => items);
  };
  const act = (message: unknown) => {
    const cause = { correlationId: setting.kit.newUlid(), causationId: setting.kit.newUlid() };
    const context = repeatableContext(deadlines.actOnDue, setting.kit, cause);
    return actOnDue(setting.kit)(DueMessage.parse(message), context);
  };
  const told = async (instant: string): Promise<string> => {
    await door.prefer(setting.guardian, allChannels());
    moveTo(instant);
    const noticeId = await tell(setting.kit, lessonNotice(setting.guardian));
    await door.deliverNewest();
    return noticeId;
  };
  const channels = () => messages().map(({ channel }) => channel);

  it.each([
    ["2026-03-02T20:59:59.999+08:00", ["email", "sms"]],
    ["2026-03-02T21:00:00.000+08:00", ["email"]],
    ["2026-03-03T07:59:59.999+08:00", ["email"]],
    ["2026-03-03T08:00:00.000+08:00", ["email", "sms"]],
  ])("at %s let out %j", async (instant, expected) => {
    await told(instant);
    expect(channels()).toEqual(expected);
  });

  it("keep an SMS back until the morning, when it is due, and then it goes out once", async () => {
    const noticeId = await told("2026-03-02T22:15:00+08:00");
    expect(deliveriesIn(setting.kit).sms).toMatchObject({
      status: "postponed",
      reason: "quiet-hours",
      dueAt: Date.parse("2026-03-03T08:00:00+08:00"),
    });
    moveTo("2026-03-03T07:59:59.999+08:00");
    expect(await due()).toEqual([]);

    moveTo("2026-03-03T08:00:00+08:00");
    const [item, ...others] = await due();
    expect(others).toEqual([]);
    const key = keys.noticeDelivery(noticeId, "sms");
    expect(item).toMatchObject({ ...key, type: "notice-delivery" });
    expect(await act(item)).toBe("resumed");
    expect(await act(item)).toBe("not-postponed");
    expect(await due()).toEqual([]);
    await door.deliverPostponed();
    await door.deliverPostponed();
    await door.deliverNewest();
    expect(channels()).toEqual(["email", "sms"]);
    expect(setting.gateway.state.asked).toBe(2);
    const announced = entriesIn(setting.kit.table).filter(
      ({ eventName }) => eventName === "notice-delivery-due",
    );
    expect(announced).toHaveLength(1);
    expect(setting.kit.defects).toEqual([]);
  });

  it("let nothing out before their end, though it is asked for", async () => {
    const noticeId = await told("2026-03-02T22:15:00+08:00");
    const message = { ...keys.noticeDelivery(noticeId, "sms"), type: "notice-delivery", duesk: "" };
    expect(await act(message)).toBe("not-postponed");
    expect(channels()).toEqual(["email"]);
  });

  it("are the recipient's own", async () => {
    await door.prefer(
      setting.guardian,
      allChannels({ quietHours: { from: "00:00", to: "00:00" } }),
    );
    moveTo("2026-03-02T23:30:00+08:00");
    await tell(setting.kit, lessonNotice(setting.guardian));
    await door.deliverNewest();
    expect(channels()).toEqual(["email", "sms"]);
  });
});
