// `npm start`: runs the whole platform on this machine until it is told to stop.
import { relative } from "node:path";
import { build } from "../build/build.ts";
import { runCommand, startOptions } from "./command-line.ts";
import type { StartOptions } from "./command-line.ts";
import { writeSecret } from "../door/control.ts";
import { openDataFolder } from "./data-folder.ts";
import { foundCity } from "../demo-city/found-city.ts";
import { personas } from "../demo-city/personas.ts";
import { foundCityOnce } from "../demo-city/stage-here.ts";
import { PortTaken } from "../errors.ts";
import { withFileLock } from "./file-lock.mjs";
import { claimPort } from "../services/free-port.ts";
import { ensureJava } from "./java.ts";
import { startPlatform } from "../platform.ts";
import type { Platform } from "../platform.ts";
import { inSeconds } from "./progress.ts";
import { removeRunRecord, takeOver, writeRunRecord } from "./run-record.ts";

/** The sandbox bank listens this far above the platform. */
const BANK_PORT_DISTANCE = 10;
/** After this a stop does not wait any longer; what was accepted is kept and goes on at the next start. */
const STOP_LIMIT_MS = 8_000;

const print = (line: string): void => {
  console.log(line);
};

async function checkPorts(port: number): Promise<void> {
  for (const [wanted, whose] of [
    [port, { zh: "平台", en: "the platform" }],
    [port + BANK_PORT_DISTANCE, { zh: "沙箱银行", en: "the sandbox bank" }],
  ] as const) {
    await claimPort(wanted).catch((error: unknown) => {
      if (!(error instanceof PortTaken)) throw error;
      throw new PortTaken(
        `127.0.0.1 的端口 ${wanted}（${whose.zh}）已被其他程序占用。请结束该程序，或换用其他端口。\n` +
          `Port ${wanted} of 127.0.0.1, for ${whose.en}, is taken by another program. End it, or choose ` +
          `other ports: npm start -- --port ${port + 100}`,
      );
    });
  }
}

async function start({ port, dataDir, isEphemeral, isEmpty }: StartOptions): Promise<Platform> {
  await takeOver(dataDir, print);
  await checkPorts(port);
  await ensureJava(print);
  const assemblyDir = await build({ report: print });
  const platform = await inSeconds(print, "starting the platform", () =>
    startPlatform({
      assemblyDir,
      dataDir: isEphemeral ? undefined : dataDir,
      port,
      bankPort: port + BANK_PORT_DISTANCE,
      secret: writeSecret(dataDir),
      personas,
    }),
  );
  if (!isEmpty)
    await inSeconds(print, "founding the demo city", () =>
      foundCityOnce(platform.runtime, foundCity),
    );
  writeRunRecord(dataDir, {
    url: platform.url,
    runtimePid: process.pid,
    bankPid: platform.bank.pid,
  });
  return platform;
}

const counts = (byType: Readonly<Record<string, number>>): string =>
  Object.entries(byType)
    .map(([type, count]) => `${count} ${type.replace(/^AWS::/, "")}`)
    .join(", ");

function printOverview({ url, bank, runtime }: Platform, options: StartOptions): void {
  const { run, inert } = runtime.assembly.describe();
  const where = options.isEphemeral ? "in memory" : relative(process.cwd(), options.dataDir);
  print(`\nruns here:       ${counts(run)}`);
  print(`has no effect:   ${counts(inert)}`);
  print(`data:            ${where}`);
  print(`virtual time:    ${new Date(runtime.clock.now()).toISOString()}`);
  print(`sandbox bank:    ${bank.url}`);
  print(`interface:       ${url}/openapi.json, ${url}/docs, ${url}/health`);
  print("\npersonas; a token: npm run --silent token -- PERSONA");
  for (const { name, description } of personas) print(`  ${name.padEnd(24)}${description}`);
  print(`\nready ${url}`);
}

/** Resolves when this process is told to end: by Ctrl-C, by a service manager, by a closed terminal. */
const untilToldToStop = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        resolve(signal);
      });
    }
  });

await runCommand(async () => {
  const options = startOptions(process.argv.slice(2));
  const { dataDir } = options;
  const toldToStop = untilToldToStop();
  openDataFolder(dataDir);
  // A second start waits here, and then finds the first one running.
  const started = withFileLock(`${dataDir}/start.lock`, () => start(options));
  const platform = await Promise.race([started, toldToStop]);
  if (typeof platform === "string") {
    // Whatever was started ends with this process, and data that is kept bears that.
    print(`stopped (${platform}) before it was ready`);
    process.exit(1);
  }
  printOverview(platform, options);
  const signal = await toldToStop;

  print(`\nstopping (${signal}) ...`);
  setTimeout(() => {
    console.error(
      `not stopped within ${STOP_LIMIT_MS / 1000} s, ending now; nothing accepted is lost`,
    );
    process.exit(1);
  }, STOP_LIMIT_MS).unref();
  await platform.stop();
  removeRunRecord(dataDir);
  print("stopped");
  return 0;
});
