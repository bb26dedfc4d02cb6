import * as z from "zod";
import { describe, expect, it } from "vitest";
import { issueText } from "../../../functions/kit/issue-text.ts";

const schema = z.strictObject({
  name: z.string().min(2).max(4),
  age: z.int().min(3),
  kind: z.enum(["a", "b"]),
  day: z.iso.date(),
  list: z.array(z.string()).max(1),
  either: z.union([z.string(), z.boolean()]),
  way: z.discriminatedUnion("to", [
    z.strictObject({ to: z.literal("inbox") }),
    z.strictObject({ to: z.enum(["email", "sms"]) }),
  ]),
  even: z.int().refine((count) => count % 2 === 0, { error: "须为偶数 / an even number" }),
});
const good = {
  name: "小明",
  age: 8,
  kind: "a",
  day: "2026-03-02",
  list: [],
  either: true,
  way: { to: "inbox" },
  even: 2,
};

const say = (change: Record<string, unknown>, language: "zh" | "en"): string[] => {
  const parsed = schema.safeParse({ ...good, ...change });
  return (parsed.error?.issues ?? []).map((issue) => issueText(issue, language));
};

describe("what is wrong with a place of the input", () => {
  it.each([
    [{ name: "明" }, "字符数不得少于 2"],
    [{ name: "欧阳小小明" }, "字符数不得超过 4"],
    [{ name: undefined }, "缺少这一项"],
    [{ name: 7 }, "类型不符，应为文字"],
    [{ age: 1 }, "数值不得少于 3"],
    [{ age: 8.5 }, "类型不符，应为整数"],
    [{ kind: "c" }, "只能是：a、b"],
    [{ day: "2026-02-30" }, "格式不符，应为日期，如 2026-03-02"],
    [{ list: ["x", "y"] }, "项数不得超过 1"],
    [{ either: 7 }, "内容与任何一种允许的形式都不符"],
    [{ way: { to: "post" } }, "只能是：inbox、email、sms"],
    [{ way: {} }, "只能是：inbox、email、sms"],
    [{ extra: 1 }, "接口没有这一项，请删除或核对名称"],
  ])("is said in Chinese: %j", (change, words) => {
    expect(say(change, "zh")).toEqual([words]);
  });

  it.each([
    ["zh", "须为偶数"],
    ["en", "an even number"],
  ] as const)("is said in %s where a check of our own says both", (language, words) => {
    expect(say({ even: 3 }, language)).toEqual([words]);
  });

  it("is said in English by the schema library", () => {
    expect(say({ age: 1 }, "en")).toEqual(["Too small: expected number to be >=3"]);
  });
});
