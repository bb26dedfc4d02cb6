import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const local = join(import.meta.dirname, "../../../local/commands");
/** Stands in for Node: says its version, else repeats what it was asked to run. */
const FAKE_NODE = `#!/bin/sh
[ "$1" = "--version" ] && { echo v24.99.0; exit 0; }
echo "ran $*"
exit 7
`;
/** Stands in for npm: notes that it was called, and takes as long as the file `hold` is there. */
const fakeNpm = (node: string): string => `#!/bin/sh
echo "$*" >> npm-calls
while [ -e hold ]; do sleep 0.05; done
rm -rf node_modules && mkdir -p node_modules/.bin
${node === "" ? "" : `cp ../fake-node node_modules/.bin/node`}
`;

let folder: string;
let root: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "setup-"));
  root = join(folder, "project");
  mkdirSync(join(root, "local/commands"), { recursive: true });
  mkdirSync(join(folder, "bin"));
  for (const file of ["setup.mjs", "file-lock.mjs"]) {
    copyFileSync(join(local, file), join(root, "local/commands", file));
  }
  writeFileSync(join(root, "package-lock.json"), "{}");
  writeFileSync(join(folder, "fake-node"), FAKE_NODE, { mode: 0o755 });
  writeNpm("with its node");
});
afterEach(() => rmSync(folder, { recursive: true }));

const writeNpm = (node: string): void =>
  writeFileSync(join(folder, "bin", "npm"), fakeNpm(node), { mode: 0o755 });

function start(args: readonly string[], nodeArgs: readonly string[] = []) {
  const child = spawn(
    process.execPath,
    [...nodeArgs, join(root, "local/commands/setup.mjs"), ...args],
    {
      env: { ...process.env, PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}` },
    },
  );
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (printed.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString()));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once("close", (code) => {
      resolve({ code, ...printed });
    });
  });
  return { printed, ended };
}

const setup = (args: readonly string[], nodeArgs: readonly string[] = []) =>
  start(args, nodeArgs).ended;

/** Makes the host's Node say another version of itself. */
const hostNode = (version: string): string[] => [
  "--import",
  `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"${version}"})`,
];

const npmCalls = (): string[] => readFileSync(join(root, "npm-calls"), "utf8").trim().split("\n");

describe("setup", () => {
  it("installs, then runs the command on the project's own Node and hands its code on", async () => {
    const { code, stdout, stderr } = await setup(["token", "owner"]);
    expect(stdout).toBe(
      "ran --disable-warning=ExperimentalWarning local/commands/token.ts owner\n",
    );
    expect(code).toBe(7);
    expect(stderr).toContain("installing packages");
    expect(npmCalls()).toEqual(["ci --ignore-scripts --no-audit --no-fund"]);
  });

  it("installs once when two commands start at once, and not again afterwards", async () => {
    writeFileSync(join(root, "hold"), "");
    const both = [start(["test"]), start(["token"])];
    const waiting = () => both.map(({ printed }) => printed.stderr).join("");
    await vi.waitFor(() => expect(waiting()).toContain("waiting for process"), 10_000);
    rmSync(join(root, "hold"));
    const codes = (await Promise.all(both.map(({ ended }) => ended))).map(({ code }) => code);
    expect(codes).toEqual([7, 7]);
    await setup(["test"]);
    expect(npmCalls()).toHaveLength(1);
  });

  it("installs again when the lockfile has changed", async () => {
    await setup(["test"]);
    writeFileSync(join(root, "package-lock.json"), '{"changed":true}');
    await setup(["test"]);
    expect(npmCalls()).toHaveLength(2);
  });

  it("takes over the lock of an installation that was killed", async () => {
    const dead = spawn(process.execPath, ["--version"]);
    await new Promise((resolve) => dead.once("exit", resolve));
    mkdirSync(join(root, ".local"));
    writeFileSync(join(root, ".local", "install.lock"), `${dead.pid ?? 0} left-over`);
    expect((await setup(["test"])).code).toBe(7);
  });

  it("says what to do when the project's Node was left out, and tries again next time", async () => {
    writeNpm("");
    const { code, stderr } = await setup(["test"], hostNode("20.20.2"));
    expect(code).toBe(1);
    expect(stderr).toContain("npm ci --include=optional");
    writeNpm("with its node");
    expect((await setup(["test"], hostNode("20.20.2"))).code).toBe(7);
  });

  it("refuses a Node that is too old, in two languages, before anything else", async () => {
    const { code, stderr } = await setup(["test"], hostNode("18.20.0"));
    expect(code).toBe(1);
    expect(stderr).toContain("需要 Node.js 20");
    expect(stderr).toContain("this is 18.20.0");
  });

  it.each([[[]], [["unknown"]], [["toString"]]])(
    "names its commands when asked for %j",
    async (args) => {
      const { code, stderr } = await setup(args);
      expect(code).toBe(1);
      expect(stderr).toContain("start, test, check");
    },
  );

  it("asks for the deployment to deploy", async () => {
    const { code, stderr } = await setup(["deploy"]);
    expect(code).toBe(1);
    expect(stderr).toContain("npm run deploy -- DEPLOYMENT");
  });
});
