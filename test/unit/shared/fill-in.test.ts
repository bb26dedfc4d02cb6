import { describe, expect, it } from "vitest";
import { fillIn, filler } from "../../../domain/shared/fill-in.ts";
import { allIndicators } from "../../../domain/risk/indicators/all.ts";

describe("a text that is taken apart once", () => {
  const texts = allIndicators.flatMap(({ explanation, clearing }) =>
    [explanation, ...Object.values(clearing)].flatMap((one) =>
      one === undefined ? [] : [one.zh, one.en],
    ),
  );
  const facts = (text: string) =>
    Object.fromEntries(
      [...text.matchAll(/\{(\w+)\}/g)].map(([, name], place) => [name, place + 0.5]),
    );

  it("is filled as at once, for every text of an indicator", () => {
    expect(texts.length).toBeGreaterThan(40);
    for (const text of texts) expect(filler(text)(facts(text))).toBe(fillIn(text, facts(text)));
  });

  it.each(["", "{a}", "{a}{b}", "x {a} {a} y", "{unknown} stays", "no { name }", "{a"])(
    "is filled as at once: %s",
    (text) => {
      const values = { a: 1, b: "two" };
      expect(filler(text)(values)).toBe(fillIn(text, values));
    },
  );
});
