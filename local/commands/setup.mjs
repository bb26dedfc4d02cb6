// Every command of the project starts here: `node local/commands/setup.mjs <command> [arguments]`.
// Plain JavaScript for Node 20 and later, without any package: it installs what is missing and goes
// on with the Node that the project brings along.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withFileLock } from "./file-lock.mjs";

const OLDEST_NODE_MAJOR = 20;
const OWN_NODE_MAJOR = 24;
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const modules = join(root, "node_modules");
const packagedNode = join(modules, ".bin", "node");
const hostNodeMajor = Number(process.versions.node.split(".")[0]);
/** On a platform without a package, the Node that is installed there serves, if it is new enough. */
const findNode = () =>
  !existsSync(packagedNode) && hostNodeMajor >= OWN_NODE_MAJOR ? process.execPath : packagedNode;

/** What each command runs, on the project's own Node. */
const SCRIPTS = {
  start: "local/commands/start.ts",
  test: "local/commands/test.ts",
  check: "local/commands/check.ts",
  demo: "local/demo/main.ts",
  token: "local/commands/token.ts",
  reset: "local/commands/reset.ts",
  simulate: "test/support/simulator/main.ts",
  crash: "test/support/crash/main.ts",
  bench: "bench/main.ts",
  backtest: "test/support/risk-world/main.ts",
};
/** Commands that the CDK CLI does, for one named deployment. */
const CDK_COMMANDS = ["deploy", "diff"];

function fail(message) {
  console.error(message);
  process.exit(1);
}

function checkHostNode() {
  if (hostNodeMajor >= OLDEST_NODE_MAJOR) return;
  fail(
    `需要 Node.js ${OLDEST_NODE_MAJOR} 或更高版本，当前为 ${process.versions.node}。\n` +
      `Node.js ${OLDEST_NODE_MAJOR} or newer is needed; this is ${process.versions.node}. ` +
      "Install it from https://nodejs.org or by your package manager, then run the command again.",
  );
}

const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");

/** The stamp lies inside node_modules, so it goes when the packages go. */
const stampFile = join(modules, ".installed-lock-hash");
const isInstalled = () =>
  existsSync(stampFile) && readFileSync(stampFile, "utf8") === lockHash() && existsSync(findNode());

/** Shows that something goes on: npm itself prints nothing where there is no terminal. */
function runNpmCi() {
  const startedAt = Date.now();
  // What goes to standard output is for the command itself: a token, a report.
  console.error("installing packages (npm ci; under a minute on most machines) ...");
  const child = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const ticker = setInterval(() => console.error(`  still installing, ${seconds()} s`), 10_000);
  return new Promise((resolve) => {
    const end = (problem) => {
      clearInterval(ticker);
      if (problem)
        fail(`npm ci ${problem}. Its own messages above say why; correct that and run again.`);
      console.error(`installed in ${seconds()} s`);
      resolve();
    };
    child.on("error", (error) => end(`could not be started (${error.message})`));
    child.on("exit", (code) => end(code === 0 ? undefined : `ended with code ${code}`));
  });
}

async function install() {
  if (isInstalled()) return;
  mkdirSync(join(root, ".local"), { recursive: true });
  await withFileLock(
    join(root, ".local", "install.lock"),
    async () => {
      // Another command may have done it while this one waited.
      if (isInstalled()) return;
      await runNpmCi();
      checkOwnNode();
      writeFileSync(stampFile, lockHash());
    },
    (pid) => console.error(`waiting for process ${pid}, which is installing packages ...`),
  );
}

/** The project's Node is an optional package per platform: one that is missing stays unnoticed by npm. */
function checkOwnNode() {
  const found = existsSync(findNode())
    ? spawnSync(findNode(), ["--version"], { encoding: "utf8" }).stdout.trim()
    : "none";
  if (Number(/^v(\d+)\./.exec(found)?.[1]) >= OWN_NODE_MAJOR) return;
  const platform = `${process.platform}-${process.arch}`;
  fail(
    `项目自带的 Node ${OWN_NODE_MAJOR} 未安装（${platform}，找到：${found}）。\n` +
      `The project's own Node ${OWN_NODE_MAJOR} is not installed (${platform}, found: ${found}). ` +
      "It comes as an optional package for linux-x64 and linux-arm64: if this is one of them, run " +
      '"npm ci --include=optional", since your npm may be set to omit optional packages. On another ' +
      `platform, install Node ${OWN_NODE_MAJOR} or newer and run the command again.`,
  );
}

/** Runs a child to its end with this process's terminal; signals go to it too, the exit code comes back. */
function handOver(command, args, environment) {
  const child = spawn(command, args, { cwd: root, stdio: "inherit", env: environment });
  // The child decides when it has ended.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`${command} could not be started: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(signal ? 128 : (code ?? 1)));
}

function cdkArguments(command, args) {
  const [deployment, ...rest] = args;
  if (deployment === undefined || deployment.startsWith("-")) {
    fail(`name a deployment of infra/config.ts: npm run ${command} -- DEPLOYMENT`);
  }
  const app = `"${findNode()}" infra/app.ts`;
  return {
    deployment,
    list: [
      join(modules, "aws-cdk", "bin", "cdk"),
      command,
      "--all",
      "--app",
      app,
      "--output",
      join("cdk.out", deployment),
      "--context",
      `deployment=${deployment}`,
      ...rest,
    ],
  };
}

async function main([command, ...args]) {
  checkHostNode();
  const script = Object.hasOwn(SCRIPTS, command ?? "") ? SCRIPTS[command] : undefined;
  if (script === undefined && !CDK_COMMANDS.includes(command)) {
    const known = [...Object.keys(SCRIPTS), ...CDK_COMMANDS].join(", ");
    fail(`usage: node local/commands/setup.mjs COMMAND [arguments]; commands: ${known}`);
  }
  await install();
  checkOwnNode();
  const environment = {
    ...process.env,
    PATH: `${join(modules, ".bin")}${process.platform === "win32" ? ";" : ":"}${process.env.PATH ?? ""}`,
  };
  if (script !== undefined) {
    handOver(findNode(), ["--disable-warning=ExperimentalWarning", script, ...args], environment);
    return;
  }
  const { deployment, list } = cdkArguments(command, args);
  const bundled = spawnSync(findNode(), ["local/build/bundle.ts"], { cwd: root, stdio: "inherit" });
  if (bundled.status !== 0) process.exit(bundled.status ?? 1);
  handOver(findNode(), list, { ...environment, DEPLOYMENT: deployment });
}

await main(process.argv.slice(2));
