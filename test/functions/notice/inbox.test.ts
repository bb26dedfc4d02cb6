import { beforeEach, describe, expect, it } from "vitest";
import { once } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import {
  aNoticeSetting,
  lessonNotice,
  noticeDoors,
  type NoticeSetting,
  tell,
} from "../../support/notices.ts";

let setting: NoticeSetting;
let door: ReturnType<typeof noticeDoors>;
beforeEach(async () => {
  setting = await aNoticeSetting();
  door = noticeDoors(setting);
});

const MINUTE_MS = 60_000;

describe("an inbox", () => {
  it("shows the newest first, in pages, each notice once", async () => {
    const ids: string[] = [];
    for (let lesson = 1; lesson <= 5; lesson += 1) {
      ids.unshift(await tell(setting.kit, lessonNotice(setting.guardian, lesson)));
      setting.kit.advance(MINUTE_MS);
    }
    const shown: string[] = [];
    let cursor: string | undefined;
    do {
      const query = cursor === undefined ? { limit: "2" } : { limit: "2", cursor };
      const page = await door.list(setting.guardian, query);
      expect(page.status).toBe(200);
      shown.push(...page.body.notices.map((notice: { noticeId: string }) => notice.noticeId));
      cursor = page.body.nextCursor;
    } while (cursor !== undefined);
    expect(shown).toEqual(ids);
    expect(setting.kit.defects).toEqual([]);
  });

  it("speaks the language of the call, and says about what and since when", async () => {
    const noticeId = await tell(setting.kit, lessonNotice(setting.guardian, 2));
    const zh = (await door.list(setting.guardian)).body.notices;
    expect(zh).toEqual([
      {
        noticeId,
        template: "confirmation-requested",
        title: "请确认第 2 课时",
        text: expect.stringContaining("¥100.00"),
        enrolmentId: enrolmentId(1),
        lessonNumber: 2,
        at: "2026-03-02T09:00:00.000+08:00",
      },
    ]);
    const en = (await door.list(setting.guardian, {}, "en")).body.notices;
    expect(en[0].title).toBe("Please confirm lesson 2");
  });

  it("shows only what is unread where that is asked", async () => {
    const first = await tell(setting.kit, lessonNotice(setting.guardian, 1));
    const second = await tell(setting.kit, lessonNotice(setting.guardian, 2));
    await door.read(setting.guardian, first);
    const unread = await door.list(setting.guardian, { unread: "true" });
    expect(unread.body.notices).toMatchObject([{ noticeId: second }]);
    expect((await door.list(setting.guardian)).body.notices).toHaveLength(2);
  });

  it("is empty for another guardian, and hides its notices from them", async () => {
    const noticeId = await tell(setting.kit, lessonNotice(setting.guardian));
    expect((await door.list(setting.otherGuardian)).body).toEqual({ notices: [] });
    const read = await door.read(setting.otherGuardian, noticeId);
    expect([read.status, read.body.code]).toEqual([404, "resource.not-found"]);
    expect((await door.list(setting.guardian)).body.notices[0].readAt).toBeUndefined();
  });

  it("takes no cursor of another filter or of another person", async () => {
    for (const lesson of [1, 2]) await tell(setting.kit, lessonNotice(setting.guardian, lesson));
    const { nextCursor: cursor } = (await door.list(setting.guardian, { limit: "1" })).body;
    expect(cursor).toBeDefined();
    const other = await door.list(setting.otherGuardian, { limit: "1", cursor });
    const unread = await door.list(setting.guardian, { limit: "1", cursor, unread: "true" });
    for (const { status, body } of [other, unread])
      expect([status, body.code]).toEqual([400, "input.cursor-invalid"]);
  });

  it.each([{ unread: "yes" }, { limit: "0" }, { everyone: "true" }])(
    "refuses the question %j",
    async (query) => {
      expect((await door.list(setting.guardian, query)).body.code).toBe("input.invalid");
    },
  );

  it("is for guardians at the family end", async () => {
    const answer = await door.list(setting.teacher);
    expect([answer.status, answer.body.code]).toEqual([403, "identity.role-required"]);
  });
});

describe("reading a notice", () => {
  it("is noted once, by the first reading, as a fact of its own", async () => {
    const noticeId = await tell(setting.kit, lessonNotice(setting.guardian));
    const first = await door.read(setting.guardian, noticeId, once());
    setting.kit.advance(MINUTE_MS);
    const second = await door.read(setting.guardian, noticeId, once());
    expect(first.body).toEqual({ noticeId, readAt: "2026-03-02T09:00:00.000+08:00" });
    expect(second.body).toEqual(first.body);
    const read = entriesIn(setting.kit.table).filter((entry) => entry.eventName === "notice-read");
    expect(read).toHaveLength(1);
    expect(setting.kit.defects).toEqual([]);
  });

  it("is not found where there is no such notice", async () => {
    const answer = await door.read(setting.guardian, `ntc_${setting.kit.newUlid()}`);
    expect(answer.status).toBe(404);
  });
});

describe("the inbox of an institution", () => {
  const released = (institutionId: string) =>
    ({
      recipient: { kind: "institution", institutionId },
      template: "release-executed",
      facts: { amountFen: 10_000 },
      about: { enrolmentId: enrolmentId(1), lessonNumber: 1 },
    }) as const;

  it("is shown to its people, and anyone of them marks it as read for all", async () => {
    const { institutionId, teacher } = setting;
    const noticeId = await tell(setting.kit, released(institutionId));
    const unread = { unread: "true" };
    const before = await door.listOfInstitution(teacher, institutionId, unread);
    expect(before.body.notices).toMatchObject([{ noticeId, template: "release-executed" }]);
    expect((await door.readOfInstitution(teacher, noticeId)).status).toBe(200);
    const after = await door.listOfInstitution(teacher, institutionId, unread);
    expect(after.body).toEqual({ notices: [] });
    expect(setting.kit.defects).toEqual([]);
  });

  it("does not exist for strangers", async () => {
    const { institutionId, stranger, guardian } = setting;
    const noticeId = await tell(setting.kit, released(institutionId));
    expect((await door.listOfInstitution(stranger, institutionId)).status).toBe(404);
    expect((await door.readOfInstitution(stranger, noticeId)).status).toBe(404);
    expect((await door.read(guardian, noticeId)).status).toBe(404);
  });

  it("holds no notice of a person", async () => {
    const noticeId = await tell(setting.kit, lessonNotice(setting.guardian));
    expect((await door.readOfInstitution(setting.teacher, noticeId)).status).toBe(404);
  });
});
