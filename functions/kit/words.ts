import { WORDS } from "./words-table.ts";

/** Facts that hold a state by another name. */
const STATES = new Set(["status", "recorded", "reported"]);

/** Under which name the words for a fact stand. */
export const nameOfWords = (fact: string): string => (STATES.has(fact) ? "state" : fact);

/** The facts of a refusal, as its Chinese text says them; a code without a word is shown as it is. */
export const chineseFacts = (
  facts: Readonly<Record<string, string | number>>,
): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(facts).map(([fact, value]) => [
      fact,
      WORDS[nameOfWords(fact)]?.[value] ?? value,
    ]),
  );
