import type { RefusalFacts } from "./result.ts";

/** Fills `{name}` in a text from the facts; a name that has none stays as it is. */
export const fillIn = (text: string, facts: RefusalFacts): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
