import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** A declaration at the top of a module that calls something to make its value, up to the end of its statement. */
const DECLARATION =
  /^((?:export )?const \w+ = )((?:define\w+|z|[A-Z]\w+)(?:\.|\(|\n)(?:.|\n)*?);\n(?=\n*(?:[^\s})\]]|$))/gm;

/**
 * Lets bundles go without the contracts, schemas and events of their neighbours. A file declares those of a whole
 * capability, by calls that do nothing but make a value. esbuild can't know that, and would keep each of them: here
 * each is said to be made without effects, so that what nobody uses is left out, with all that only it used.
 */
export const unusedDeclarations: Plugin = {
  name: "unused-declarations",
  setup(build) {
    build.onLoad({ filter: /[/\\](domain|events|functions)[/\\].*\.ts$/ }, async ({ path }) => ({
      contents: withoutEffects(await readFile(path, "utf8")),
      loader: "ts",
    }));
  },
};

/** A function called on the spot can be marked as pure with all that it calls. */
const withoutEffects = (source: string): string =>
  source.replaceAll(DECLARATION, "$1/* @__PURE__ */ (() => ($2))();\n");
