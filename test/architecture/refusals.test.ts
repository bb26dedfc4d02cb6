import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useCases } from "../../functions/contracts.ts";
import { errorsOf } from "../../functions/kit/openapi.ts";
import { httpStatusOf, isErrorCode, refusalTexts } from "../../functions/kit/problem-table.ts";

const texts = Object.entries(refusalTexts).map(([code, { zh, en }]) => ({ code, zh, en }));
const root = join(import.meta.dirname, "../..");
const chinese = /\p{Script=Han}/u;
const ownWords = (text: string) => text.replaceAll(/\{\w+\}/g, "");

/** The values that a text names; a phrase given once for each language counts as one. */
const placeholders = (text: string) =>
  new Set([...text.matchAll(/\{(\w+?)(?:Zh|En)?\}/g)].map(([, name]) => name));

describe("every refusal", () => {
  it.each(texts)("$code speaks Chinese and English", ({ zh, en }) => {
    expect(ownWords(zh)).toMatch(chinese);
    expect(zh).toMatch(/。$/);
    expect(ownWords(en)).not.toMatch(chinese);
    expect(en).toMatch(/^["{A-Z].*\.$/);
  });

  it.each(texts)("$code names the same values in both languages", ({ zh, en }) => {
    expect(placeholders(en)).toEqual(placeholders(zh));
  });

  it.each(texts)("$code is a refusal by its status, not a success", ({ code }) => {
    expect(isErrorCode(code) && httpStatusOf(code)).toBeGreaterThanOrEqual(400);
  });
});

/** Codes that no operation answers with as a whole, and where they are seen instead. */
const SEEN_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  "by the operator who registers a bank's key": [
    "bank.key-id-taken",
    "bank.key-name-wrong",
    "bank.key-unknown",
    "bank.keys-live-already",
  ],
  "beside one enrolment, in the answer of a command on a whole class": [
    "lesson.already-requested",
    "lesson.attendance-fixed",
    "lesson.no-such-lesson",
    "lesson.no-unconsumed-money",
    "lesson.nobody-to-ask",
    "lesson.not-begun",
    "lesson.not-taught",
    "lesson.settled-elsewhere",
  ],
  "to the function that acts on what is due, which then does nothing": [
    "alert.not-late",
    "alert.nothing-above",
    "complaint.silence-not-over",
    "custody.undo-not-over",
    "enrolment.not-unpaid",
    "enrolment.deposit-time-not-over",
    "enrolment.payment-time-not-over",
    "lesson.silence-not-over",
    "refund.debt-not-due",
    "refund.silence-not-over",
  ],
  "as the reason why money that came in is held aside": [
    "custody.pay-in-already-paid",
    "custody.pay-in-late",
    "custody.pay-in-list-closed",
    "custody.pay-in-order-closed",
    "custody.pay-in-unknown-reference",
    "custody.pay-in-wrong-account",
    "custody.pay-in-wrong-amount",
  ],
  "as a defect only: the caller's code has made sure of it before": [
    "catalogue.session-numbering",
    "custody.insufficient-money",
    "custody.move-not-allowed",
    "enrolment.payment-already-requested",
    "refund.no-custody-money",
    "refund.not-payable",
  ],
};

describe("the codes", () => {
  it("are each answered by some operation, or seen where this test says", () => {
    const answered = new Set<string>(useCases.flatMap(errorsOf));
    const never = texts.map(({ code }) => code).filter((code) => !answered.has(code));
    expect(never.toSorted()).toEqual(Object.values(SEEN_ELSEWHERE).flat().toSorted());
  });

  it("are each written somewhere besides their own text", () => {
    const house = globSync("{domain,functions,adapters}/**/*.ts", { cwd: root })
      .filter((path) => !/refusals\.ts$|refusal-table\.ts$|contracts\.ts$/.test(path))
      .map((path) => readFileSync(join(root, path), "utf8"))
      .join("\n");
    const unwritten = texts.map(({ code }) => code).filter((code) => !house.includes(`"${code}"`));
    expect(unwritten).toEqual([]);
  });
});
