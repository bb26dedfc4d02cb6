import { describe, expect, it } from "vitest";
import { templateWords } from "../../../domain/notice/template-words.ts";
import {
  NOTICE_TOPICS,
  type NoticeTemplate,
  noticeTemplates,
} from "../../../domain/notice/templates.ts";

const names = Object.keys(noticeTemplates) as NoticeTemplate[];
const holesIn = (...texts: readonly string[]) => [
  ...new Set([...texts.join(" ").matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "")),
];

describe("every notice", () => {
  it.each(names)("%s says the same facts in both languages", (name) => {
    const { "zh-CN": zh, en } = templateWords[name];
    expect(holesIn(zh.title, zh.text).toSorted()).toEqual(holesIn(en.title, en.text).toSorted());
    expect(holesIn(zh.title).toSorted()).toEqual(holesIn(en.title).toSorted());
  });

  it.each(names)("%s asks for exactly what it says", (name) => {
    const { about, facts } = noticeTemplates[name];
    const { title, text } = templateWords[name]["zh-CN"];
    expect(holesIn(title, text).toSorted()).toEqual([...about, ...facts].toSorted());
  });

  it.each(names)("%s names what or which day it is about, for people have several", (name) => {
    expect(templateWords[name]["zh-CN"].text).toMatch(
      /\{(enrolmentId|complaintId|jobId|proposalId|alertId|measureId|subscriptionId|day)\}/,
    );
  });

  it.each(names)("%s is Chinese in Chinese and English in English", (name) => {
    const { "zh-CN": zh, en } = templateWords[name];
    for (const text of [zh.title, zh.text]) expect(text).toMatch(/\p{Script=Han}/u);
    for (const text of [en.title, en.text]) expect(text).not.toMatch(/\p{Script=Han}/u);
    expect(NOTICE_TOPICS).toContain(noticeTemplates[name].topic);
  });

  it("has words, and no words are left over", () => {
    expect(Object.keys(templateWords).toSorted()).toEqual(names.toSorted());
  });
});
