import { globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { leanPackages } from "./lean-packages.ts";
import { refusalTable, withOwnRefusals } from "./refusal-texts.ts";
import { projectRoot } from "./project.ts";
import { unusedDeclarations } from "./unused-declarations.ts";

/** CommonJS packages inside an ES module ask for `require`. */
const BANNER =
  "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** `functions/custody/confirm-lesson.lambda.ts` becomes `dist/custody/confirm-lesson/index.mjs`. */
const outputOf = (entry: string): string =>
  entry.replace(/^functions\//, "").replace(/\.lambda\.ts$/, "/index");

/**
 * Bundles every Lambda function in one run of esbuild, and keeps its account of what went into
 * them as `dist/meta.json`.
 * @returns how many functions there are
 */
export async function bundleFunctions(): Promise<number> {
  const entries = globSync("functions/**/*.lambda.ts", { cwd: projectRoot }).toSorted();
  const outdir = join(projectRoot, "dist");
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir);
  // Loaded when needed: a start that finds all up to date does without.
  const esbuild = await import("esbuild");
  try {
    const { metafile, outputFiles } = await esbuild.build({
      absWorkingDir: projectRoot,
      entryPoints: entries.map((entry) => ({ in: entry, out: outputOf(entry) })),
      outdir,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      minify: true,
      // Escaped, a Chinese character would take six bytes instead of three; licences are in the packages.
      charset: "utf8",
      legalComments: "none",
      format: "esm",
      platform: "node",
      target: "node24",
      mainFields: ["module", "main"],
      banner: { js: BANNER },
      plugins: [leanPackages, refusalTable, unusedDeclarations],
      metafile: true,
      write: false,
      logLevel: "warning",
    });
    for (const { path, text } of outputFiles) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, withOwnRefusals(text));
    }
    writeFileSync(join(outdir, "meta.json"), JSON.stringify(metafile));
  } finally {
    await esbuild.stop();
  }
  await writeOpenApi(join(outdir, "support", "get-open-api", "openapi.json"));
  return entries.length;
}

/** The description of the interface lies beside the function that serves it. */
async function writeOpenApi(file: string): Promise<void> {
  const { useCases } = await import("../../functions/contracts.ts");
  const { openApiDocument } = await import("../../functions/kit/openapi.ts");
  writeFileSync(file, JSON.stringify(openApiDocument(useCases)));
}

// `npm run deploy` and `diff` bundle before the CDK CLI runs the app itself.
if (import.meta.main) console.error(`bundled ${await bundleFunctions()} functions`);
