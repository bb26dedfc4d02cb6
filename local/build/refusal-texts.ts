import type { Plugin } from "esbuild";
import { SHARED_ERRORS } from "../../functions/kit/problem-table.ts";
import { refusalStatuses, refusalTexts } from "../../functions/kit/refusal-table.ts";
import { nameOfWords } from "../../functions/kit/words.ts";
import { WORDS } from "../../functions/kit/words-table.ts";

/** These stand in each bundle for its own tables, until all of the bundle is known. */
const PLACE = "@the refusals of this function@";
const PLACE_OF_WORDS = "@the words of this function@";

/**
 * Leaves the tables of refusals and of words out of the bundles: a function needs the texts of those it can refuse with,
 * and the platform has hundreds. `withOwnRefusals` then gives each its own.
 */
export const refusalTable: Plugin = {
  name: "refusal-table",
  setup(build) {
    build.onLoad({ filter: /functions[/\\]kit[/\\]refusal-table\.ts$/ }, () => ({
      contents: `export const { refusalTexts, refusalStatuses } = JSON.parse(${JSON.stringify(PLACE)});`,
    }));
    build.onLoad({ filter: /functions[/\\]kit[/\\]words-table\.ts$/ }, () => ({
      contents: `export const WORDS = JSON.parse(${JSON.stringify(PLACE_OF_WORDS)});`,
    }));
  },
};

/** What any operation may answer by its contract, whether or not its own code names it. */
const ANY = [...SHARED_ERRORS, "resource.not-found"];

/**
 * Puts into a bundle the texts of the refusals whose codes it names, and the words for the codes that these can hold.
 * Codes are never put together from parts, so that one which is named nowhere can't be refused with:
 * `test/architecture/refusals.test.ts` holds to that.
 */
export function withOwnRefusals(bundle: string): string {
  const named = new Set(bundle.match(/(?<=["'`])[a-z.-]+(?=["'`])/g) ?? []);
  const isOwn = (code: string) => named.has(code) || ANY.includes(code);
  const own = <T>(table: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(table).filter(([code]) => isOwn(code)));
  const texts = own(refusalTexts);
  const facts = JSON.stringify(texts).match(/(?<=\{)[a-zA-Z]+(?=\})/g) ?? [];
  const words = Object.fromEntries(
    facts.map(nameOfWords).flatMap((name) => {
      const table = WORDS[name];
      return table === undefined ? [] : [[name, own(table)]];
    }),
  );
  const table = { refusalTexts: texts, refusalStatuses: own(refusalStatuses) };
  return bundle
    .replace(JSON.stringify(PLACE), () => literal(table))
    .replace(JSON.stringify(PLACE_OF_WORDS), () => literal(words));
}

/** JSON between single quotes: it is full of double ones, each of which would take another byte. */
const literal = (value: object): string =>
  `'${JSON.stringify(value).replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
