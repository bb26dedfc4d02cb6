import { LocalDate } from "./time.ts";

/** Control and invisible format characters: they hide what a text says, and no name or address needs them. */
export const hasHiddenCharacters = (text: string): boolean => /[\p{Cc}\p{Cf}\uFFFD]/u.test(text);

/** A spreadsheet would run this text as a formula (`=HYPERLINK(…)`). Here it is text and stays text. */
export const looksLikeFormula = (text: string): boolean => /^[=+\-@]/.test(text.normalize("NFKC"));

/** How many characters a person counts, not UTF-16 units. */
export const characterCount = (text: string): number => Array.from(text).length;

export type DateReading =
  | { readonly kind: "date"; readonly date: LocalDate }
  | { readonly kind: "format-wrong" }
  | { readonly kind: "impossible" };

/** Year, month, day as lists write them: `2026-10-27`, `2026/10/27`, `2026.10.27`, `2026年10月27日`. */
const DATE_FORMS = [
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
  /^(\d{4})(年)(\d{1,2})月(\d{1,2})日$/,
] as const;

/** Reads a day as people write it; a day that no calendar has (30 February) is told apart from nonsense. */
export function readDate(text: string): DateReading {
  const plain = text.normalize("NFKC").trim();
  const match = DATE_FORMS.map((form) => form.exec(plain)).find((found) => found !== null);
  if (!match) return { kind: "format-wrong" };
  const [, year = "", , month = "", day = ""] = match;
  const date = LocalDate.safeParse(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  return date.success ? { kind: "date", date: date.data } : { kind: "impossible" };
}

/** The key whose Chinese name a list gives, or `undefined`. */
export function keyNamed<K extends string>(
  keys: readonly K[],
  names: Readonly<Record<K, { readonly zh: string }>>,
  name: string,
): K | undefined {
  return keys.find((key) => names[key].zh === name);
}
