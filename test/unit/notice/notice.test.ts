import { describe, expect, it } from "vitest";
import { type NoticeOf, readNotice, recordNotice } from "../../../domain/notice/notice.ts";
import { noticeWords } from "../../../domain/notice/words.ts";
import { NoticeId } from "../../../domain/shared/ids.ts";

const id = NoticeId.parse("ntc_01JNA000000000000000000030");
const enrolmentId = "enr_01JNA000000000000000000006";
const AT = Date.parse("2026-03-07T11:00:00+08:00");
const requested: NoticeOf<"confirmation-requested"> = {
  recipient: { kind: "member", memberId: "mem_01JNA000000000000000000005" },
  template: "confirmation-requested",
  facts: { amountFen: 20_005, dueOn: "2026-03-27" },
  about: { enrolmentId, lessonNumber: 3 },
};

describe("a notice", () => {
  it("is a fact of its own, with ids and no words", () => {
    const { notice, event } = recordNotice(id, requested, AT);
    expect(notice).toEqual({ noticeId: id, ...requested, at: AT });
    expect(event).toEqual({
      name: "notice-recorded",
      version: 2,
      data: {
        noticeId: id,
        recipient: requested.recipient,
        template: "confirmation-requested",
        enrolmentId,
        lessonNumber: 3,
      },
    });
  });

  it.each([
    ["a name", "钟离若溪"],
    ["a name in Latin letters", "Zhong Li"],
    ["a telephone number", "13900001234"],
    ["the number of a document", "11010519491231002X"],
    ["an email address", "someone@example.org"],
  ])("takes no fact that is %s", (_what, value) => {
    const facts = { ...requested.facts, extra: value };
    expect(() => recordNotice(id, { ...requested, facts }, AT)).toThrow("ids, numbers, days");
  });

  it("is not recorded with a hole in it", () => {
    const withoutLesson = { ...requested, about: { enrolmentId } };
    expect(() => recordNotice(id, withoutLesson, AT)).toThrow("says nothing of lessonNumber");
  });

  it("is read once: the first reading counts", () => {
    const { notice } = recordNotice(id, requested, AT);
    const read = readNotice(notice, AT + 1);
    expect(read?.notice.readAt).toBe(AT + 1);
    expect(readNotice({ ...notice, readAt: AT + 1 }, AT + 2)).toBeUndefined();
  });
});

describe("the words of a notice", () => {
  const { notice } = recordNotice(id, requested, AT);

  it("are Chinese, with yuan", () => {
    const { title, text } = noticeWords(notice, "zh-CN");
    expect(title).toBe("请确认第 3 课时");
    expect(text).toBe(
      `机构请您确认订单 ${enrolmentId} 的第 3 课时，金额 ¥200.05。如有异议，请在 2026-03-27（含当日）前提出；逾期未答复的，按规定视为确认。`,
    );
  });

  it("are English, with the same numbers", () => {
    expect(noticeWords(notice, "en").text).toContain("¥200.05");
    expect(noticeWords(notice, "en").text).toContain("by the end of 2026-03-27");
  });

  it("tell instants by Shanghai's clock, whatever the offset in which they came", () => {
    const paid = recordNotice(
      id,
      {
        ...requested,
        template: "payment-received",
        facts: { amountFen: 9, paidAt: "2026-03-02T23:30:00Z" },
      },
      AT,
    );
    expect(noticeWords(paid.notice, "en").text).toContain("¥0.09, came");
    expect(noticeWords(paid.notice, "en").text).toContain("on 2026-03-03 07:30");
  });
});
