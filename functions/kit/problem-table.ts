import type { Bilingual } from "../../domain/shared/result.ts";
import { refusalStatuses, refusalTexts } from "./refusal-table.ts";

export { refusalTexts };

export type ErrorCode = keyof typeof refusalTexts;

/** Errors that any operation may answer, documented once for all. */
export const SHARED_ERRORS: readonly ErrorCode[] = [
  "input.invalid",
  "service.unavailable",
  "service.defect",
];

const RULE_REFUSED = 422;

export const httpStatusOf = (code: ErrorCode): number => refusalStatuses[code] ?? RULE_REFUSED;

export const isErrorCode = (code: string): code is ErrorCode => code in refusalTexts;

/** The article or reading that a refusal rests on, where its catalogue names one. */
export function ruleOf(code: ErrorCode): string | undefined {
  const text: Bilingual & { readonly rule?: string } = refusalTexts[code];
  return text.rule;
}
