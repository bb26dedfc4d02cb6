import { describe, expect, it } from "vitest";
import { catalogueRefusals } from "../../../domain/catalogue/refusals.ts";
import { custodyRefusals } from "../../../domain/custody/refusals.ts";
import { enrolmentRefusals } from "../../../domain/enrolment/refusals.ts";
import { lessonRefusals } from "../../../domain/lesson/refusals.ts";
import { refundRefusals } from "../../../domain/refund/refusals.ts";
import type { RefusalCatalogue } from "../../../domain/shared/refusal-text.ts";

const catalogues: Readonly<Record<string, RefusalCatalogue>> = {
  catalogue: catalogueRefusals,
  custody: custodyRefusals,
  enrolment: enrolmentRefusals,
  lesson: lessonRefusals,
  refund: refundRefusals,
};
const texts = Object.entries(catalogues).flatMap(([capability, catalogue]) =>
  Object.entries(catalogue).map(([code, text]) => ({ capability, code, ...text })),
);

const chinese = /\p{Script=Han}/u;
/** What is left when the placeholders and the names of laws are taken out. */
const ownWords = (text: string) => text.replaceAll(/\{[a-zA-Z]+\}/g, "");
/** The placeholders of a text; a phrase given once for each language counts as one. */
const placeholders = (text: string) =>
  [...text.matchAll(/\{([a-zA-Z]+?)(?:Zh|En)?\}/g)].map(([, name]) => name).toSorted();

describe("every refusal", () => {
  it.each(texts)("$code is named after its capability", ({ capability, code }) => {
    expect(code).toMatch(new RegExp(`^${capability}\\.[a-z]+(-[a-z]+)*$`));
  });

  it.each(texts)("$code speaks Chinese and English", ({ zh, en }) => {
    expect(ownWords(zh)).toMatch(chinese);
    expect(ownWords(en)).not.toMatch(chinese);
    expect(zh).toMatch(/。$/);
    expect(en).toMatch(/\.$/);
  });

  it.each(texts)("$code speaks of the same values in both languages", ({ zh, en }) => {
    expect(new Set(placeholders(en))).toEqual(new Set(placeholders(zh)));
  });
});
