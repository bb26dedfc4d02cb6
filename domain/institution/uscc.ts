import * as z from "zod";

/** The 31 characters of GB 32100-2015: digits and capital letters without I, O, S, V, Z; each counts as its place. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const LENGTH = WEIGHTS.length + 1;

/**
 * A unified social credit code (统一社会信用代码) in its right form. Its check character may be wrong: some codes that
 * were really issued fail it, so that only a person can tell.
 */
export const Uscc = z
  .string()
  .regex(new RegExp(`^[${ALPHABET}]{${LENGTH}}$`))
  .brand("Uscc");
export type Uscc = z.infer<typeof Uscc>;

/** The check character: (31 − Σ value × weight mod 31) mod 31, over the first 17 characters. GB 32100-2015. */
export function usccCheckCharacter(code: Uscc): string {
  const sum = WEIGHTS.reduce(
    (total, weight, place) => total + weight * ALPHABET.indexOf(code.charAt(place)),
    0,
  );
  return ALPHABET.charAt((ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length);
}

export type UsccReading =
  | { readonly kind: "valid"; readonly uscc: Uscc }
  | { readonly kind: "check-character-wrong"; readonly uscc: Uscc; readonly expected: string }
  | { readonly kind: "length-wrong"; readonly length: number }
  | { readonly kind: "alphabet-wrong"; readonly character: string };

/** Reads a code as people write it: spaces around it and small letters are no fault. */
export function readUscc(text: string): UsccReading {
  const code = text.trim().toUpperCase();
  const characters = Array.from(code);
  if (characters.length !== LENGTH) return { kind: "length-wrong", length: characters.length };
  const foreign = characters.find((character) => !ALPHABET.includes(character));
  if (foreign !== undefined) return { kind: "alphabet-wrong", character: foreign };
  const uscc = Uscc.parse(code);
  const expected = usccCheckCharacter(uscc);
  return uscc.endsWith(expected)
    ? { kind: "valid", uscc }
    : { kind: "check-character-wrong", uscc, expected };
}
