import type { Bilingual, Refusal } from "./result.ts";

/** What a refusal says to people: which value, which rule, what to do; and the article it rests on. */
export interface RefusalText extends Bilingual {
  readonly rule?: string;
}

export type RefusalCatalogue = Readonly<Record<string, RefusalText>>;

type PlaceholdersOf<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersOf<Rest>
  : never;

/** The facts that a text needs: one for each of its `{placeholders}`, in either language. */
export type FactsOf<T extends RefusalText> = Readonly<
  Record<PlaceholdersOf<T["zh"] | T["en"]>, string | number>
>;

/**
 * `refuse` bound to one catalogue: only its codes, and for each code exactly the facts its text names,
 * so that no sentence can reach a person with a hole in it.
 */
export type RefuseFrom<T extends RefusalCatalogue> = <C extends keyof T & string>(
  code: C,
  facts: FactsOf<T[C]>,
) => { readonly ok: false; readonly refusal: Refusal<C> };
