/** Facts that a refusal's text names: whole numbers and short codes, never personal data. */
export type RefusalFacts = Readonly<Record<string, string | number>>;

/** A rule's "no": a stable code and the numbers that explain it. */
export interface Refusal<C extends string = string> {
  readonly code: C;
  readonly facts: RefusalFacts;
}

/** What a pure decision returns: a value, or the refusal of a rule. Expected failures never throw. */
export type Result<T, C extends string = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal<C> };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const refuse = <C extends string>(
  code: C,
  facts: RefusalFacts = {},
): { readonly ok: false; readonly refusal: Refusal<C> } => ({
  ok: false,
  refusal: { code, facts },
});

/** A sentence in the platform's two languages; `{name}` is filled from the refusal's facts. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
