import type { Plugin } from "esbuild";
import { SHARED_ERRORS } from "../../functions/kit/problem-table.ts";
import { refusalStatuses, refusalTexts } from "../../functions/kit/refusal-table.ts";

/** Stands in each bundle for its own table, until all of the bundle is known. */
const PLACE = "@the refusals of this function@";

/**
 * Leaves the table of refusals out of the bundles: a function needs the texts of those it can refuse with, and the
 * platform has hundreds. `withOwnRefusals` then gives each its own.
 */
export const refusalTable: Plugin = {
  name: "refusal-table",
  setup(build) {
    build.onLoad({ filter: /functions[/\\]kit[/\\]refusal-table\.ts$/ }, () => ({
      contents: `export const { refusalTexts, refusalStatuses } = JSON.parse(${JSON.stringify(PLACE)});`,
    }));
  },
};

/** What any operation may answer by its contract, whether or not its own code names it. */
const ANY = [...SHARED_ERRORS, "resource.not-found"];

/**
 * Puts into a bundle the texts of the refusals whose codes it names. Codes are never put together from parts, so
 * that one which is named nowhere can't be refused with: `test/architecture/refusals.test.ts` holds to that.
 */
export function withOwnRefusals(bundle: string): string {
  const named = new Set([...ANY, ...(bundle.match(/(?<=["'`])[a-z]+\.[a-z-]+(?=["'`])/g) ?? [])]);
  const own = (table: object) =>
    Object.fromEntries(Object.entries(table).filter(([code]) => named.has(code)));
  const table = { refusalTexts: own(refusalTexts), refusalStatuses: own(refusalStatuses) };
  return bundle.replace(JSON.stringify(PLACE), () => JSON.stringify(JSON.stringify(table)));
}
