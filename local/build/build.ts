import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { bundleFunctions } from "./bundle.ts";
import { CannotStart } from "../errors.ts";
import { withFileLock } from "../commands/file-lock.mjs";
import { projectRoot } from "./project.ts";
import { inSeconds } from "../commands/progress.ts";
import type { Report } from "../commands/progress.ts";

/** What the templates and bundles are made of. */
const SOURCES = [
  "{domain,events,functions,adapters,infra}/**/*",
  "local/build/*.ts",
  "package-lock.json",
  "tsconfig.json",
  "cdk.json",
];

/** A file inside the assembly, so that it goes when the assembly goes. */
const STAMP = ".source-hash";

function sourceHash(): string {
  const hash = createHash("sha256");
  for (const file of globSync(SOURCES, { cwd: projectRoot }).toSorted()) {
    const path = join(projectRoot, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

/**
 * Writes the cloud assembly of a deployment, as `cdk synth` would, without the CLI and offline.
 * @throws CannotStart with what the app printed: its security rules refuse by failing
 */
export async function synthesise(deployment: string, assemblyDir: string): Promise<void> {
  rmSync(assemblyDir, { recursive: true, force: true });
  const app = spawn(process.execPath, ["infra/app.ts"], {
    cwd: projectRoot,
    env: { ...process.env, DEPLOYMENT: deployment, CDK_OUTDIR: assemblyDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    app.once("error", reject);
    app.once("close", resolve);
  });
  const [code, output, errors] = await Promise.all([exit, text(app.stdout), text(app.stderr)]);
  if (code !== 0) {
    throw new CannotStart(
      `the deployment ${deployment} could not be synthesised (code ${String(code)}):\n${output}${errors}`,
    );
  }
}

/**
 * Bundles the functions and synthesises a deployment, unless that was done from the same sources.
 * Two commands at once build one after the other. @returns the folder of the assembly
 */
export async function build(options: { report: Report; deployment?: string }): Promise<string> {
  const { report, deployment = "local" } = options;
  const assemblyDir = join(projectRoot, "cdk.out", deployment);
  const stamp = join(assemblyDir, STAMP);
  const isCurrent = (hash: string) => existsSync(stamp) && readFileSync(stamp, "utf8") === hash;

  mkdirSync(join(projectRoot, ".local"), { recursive: true });
  await withFileLock(
    join(projectRoot, ".local", "build.lock"),
    async () => {
      const hash = sourceHash();
      if (isCurrent(hash)) return;
      await inSeconds(report, "bundling the functions", async () => {
        const count = await bundleFunctions();
        return `${count} functions`;
      });
      await inSeconds(report, `synthesising the deployment ${deployment}`, () =>
        synthesise(deployment, assemblyDir),
      );
      writeFileSync(stamp, hash);
    },
    (pid) => report(`waiting for process ${pid}, which is building ...`),
  );
  return assemblyDir;
}
