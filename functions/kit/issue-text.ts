import type * as z from "zod";
import type { Language } from "./problem.ts";

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: "文字",
  number: "数字",
  int: "整数",
  boolean: "是或否（true/false）",
  array: "列表",
  object: "对象",
  date: "日期",
  record: "对象",
};

const FORMATS: Readonly<Record<string, string>> = {
  date: "日期，如 2026-03-02",
  datetime: "带时区的时间，如 2026-03-02T09:00:00+08:00",
  url: "网址",
  regex: "规定的写法",
};

/** What is wrong with one place of the input, in the caller's language. English is the schema library's own. */
export function issueText(issue: Issue, language: Language): string {
  const [zh, en] = issue.message.split(" / ");
  // Checks of the contracts' own say it in both languages: `中文 / English`.
  if (issue.code === "custom" && zh !== undefined && en !== undefined)
    return language === "en" ? en : zh;
  return language === "en" ? issue.message : inChinese(issue);
}

function inChinese(issue: Issue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return "接口没有这一项，请删除或核对名称";
    case "invalid_type":
      return issue.message.endsWith("received undefined")
        ? "缺少这一项"
        : `类型不符，应为${TYPES[issue.expected] ?? issue.expected}`;
    case "too_small":
      return `${quantity(issue.origin)}不得少于 ${String(issue.minimum)}`;
    case "too_big":
      return `${quantity(issue.origin)}不得超过 ${String(issue.maximum)}`;
    case "invalid_value":
      return oneOf(issue.values);
    case "invalid_format":
      return `格式不符，应为${FORMATS[issue.format] ?? issue.format}`;
    case "not_multiple_of":
      return `须为 ${issue.divisor} 的倍数`;
    case "invalid_union":
      return "options" in issue ? oneOf(issue.options) : "内容与任何一种允许的形式都不符";
    case "invalid_key":
    case "invalid_element":
    case "custom":
      return issue.message;
  }
}

const oneOf = (values: readonly unknown[]): string => `只能是：${values.map(String).join("、")}`;

/** What a bound counts: characters, entries, or the number itself. */
function quantity(origin: string): string {
  if (origin === "string") return "字符数";
  return origin === "array" || origin === "set" || origin === "map" ? "项数" : "数值";
}
