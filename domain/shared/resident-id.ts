import { ok, refuse, type Result } from "./result.ts";
import { LocalDate } from "./time.ts";

/** GB 11643: the factor of each of the first 17 digits, and the check characters by Σ mod 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = "10X98765432";

export interface ResidentId {
  /** 18 characters, the last one a digit or a capital X. Personal data. */
  readonly number: string;
  readonly birthDate: LocalDate;
  readonly gender: "male" | "female";
}

/** Texts without the number: an identity number is never repeated. */
export const residentIdRefusals = {
  "resident-id.malformed": {
    zh: "居民身份证号码须为 17 位数字加 1 位数字或 X，请核对后重填。",
    en: "A resident ID number has 17 digits and then a digit or X: check it and enter it again.",
  },
  "resident-id.birth-date-impossible": {
    zh: "居民身份证号码第 7 至 14 位不是真实的日期，请核对后重填。",
    en: "Digits 7 to 14 of the resident ID number are no real date: check it and enter it again.",
  },
  "resident-id.check-character-wrong": {
    zh: "居民身份证号码校验码不符（GB 11643），请核对后重填。",
    en: "The check character of the resident ID number is wrong (GB 11643): check it and enter it again.",
  },
} as const;
export type ResidentIdRefusal = keyof typeof residentIdRefusals;

/** Reads a resident identity number (居民身份证号码, also 港澳台居民居住证) and what it says of its holder. */
export function readResidentId(text: string): Result<ResidentId, ResidentIdRefusal> {
  const number = text.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) return refuse("resident-id.malformed");
  const birthDate = LocalDate.safeParse(
    `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
  );
  if (!birthDate.success) return refuse("resident-id.birth-date-impossible");
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number.charAt(at)), 0);
  if (number.charAt(17) !== CHECK_CHARACTERS.charAt(sum % 11)) {
    return refuse("resident-id.check-character-wrong");
  }
  const isMale = Number(number.charAt(16)) % 2 === 1;
  return ok({ number, birthDate: birthDate.data, gender: isMale ? "male" : "female" });
}
