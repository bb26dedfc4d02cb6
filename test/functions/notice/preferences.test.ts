import { beforeEach, describe, expect, it } from "vitest";
import { once } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import {
  allChannels,
  aNoticeSetting,
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

describe("wishes about notices", () => {
  it("are taken as a whole, and said back without the addresses", async () => {
    const answer = await door.prefer(setting.guardian, allChannels());
    const { email: _email, phone: _phone, ...wishes } = allChannels();
    expect([answer.status, answer.body]).toEqual([
      200,
      { ...wishes, memberId: setting.guardian.memberId, reachableBy: ["email", "sms"] },
    ]);
    const without = await door.prefer(setting.guardian, {
      ...wishes,
      topics: { email: [], sms: [] },
    });
    expect(without.body.reachableBy).toEqual([]);
    const set = entriesIn(setting.kit.table).map(({ eventName, sequence }) => [
      eventName,
      sequence,
    ]);
    expect(set).toEqual([
      ["notice-preferences-set", 1],
      ["notice-preferences-set", 2],
    ]);
    expect(setting.kit.defects).toEqual([]);
  });

  it("are set once under one key", async () => {
    const key = once();
    const first = await door.prefer(setting.guardian, allChannels(), key);
    const again = await door.prefer(setting.guardian, allChannels(), key);
    expect(again.body).toEqual(first.body);
    expect(entriesIn(setting.kit.table)).toHaveLength(1);
  });

  it.each([
    ["notice.phone-invalid", { phone: "0395-1234567" }],
    ["notice.address-missing", { phone: undefined }],
    ["notice.address-missing", { email: undefined }],
  ])("are refused with %s for %j", async (code, changes) => {
    const answer = await door.prefer(setting.guardian, allChannels(changes));
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect(entriesIn(setting.kit.table)).toEqual([]);
  });

  it.each([
    { email: "nobody" },
    { language: "fr" },
    { quietHours: { from: "24:00", to: "08:00" } },
    { topics: { email: ["gossip"], sms: [] } },
    { memberId: "mem_01JNA000000000000000000005" },
  ])("are refused as input with %j", async (changes) => {
    const answer = await door.prefer(setting.guardian, allChannels(changes));
    expect([answer.status, answer.body.code]).toEqual([400, "input.invalid"]);
  });

  it("are a guardian's", async () => {
    expect((await door.prefer(setting.teacher, allChannels())).status).toBe(403);
  });

  it("leave addresses nowhere but sealed in the vault, before and after sending", async () => {
    await door.prefer(setting.guardian, allChannels(), once());
    await tell(setting.kit, lessonNotice(setting.guardian));
    setting.gateway.state.mode = "down";
    await expect(door.deliverNewest()).rejects.toThrow();
    setting.gateway.state.mode = "up";
    await door.deliverNewest();
    expect(setting.gateway.sent.size).toBe(2);
    const { table, logged, defects } = setting.kit;
    const kept = JSON.stringify([table.all(), table.stream(), logged, defects]);
    for (const canary of [EMAIL, PHONE, "139-1234-5678", "zhongli"])
      expect(kept).not.toContain(canary);
    expect(defects).toEqual([]);
  });
});
