import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { CannotStart, messageOf } from "../errors.ts";
import { projectRoot } from "../build/project.ts";

export const DEFAULT_PORT = 4080;
const DEFAULT_DATA_DIR = ".local";

export interface StartOptions {
  readonly port: number;
  readonly dataDir: string;
  /** Without the demo city. */
  readonly isEmpty: boolean;
  /** In memory: nothing is left after the stop. */
  readonly isEphemeral: boolean;
}

/** Where a command's data lies: a relative folder is meant from where the command was typed. */
const dataDirOf = (given: string | undefined): string =>
  given === undefined ? join(projectRoot, DEFAULT_DATA_DIR) : resolve(given);

function portOf(text: string): number {
  const port = Number(text);
  // The sandbox bank takes a port beside it.
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_525) return port;
  throw new CannotStart(
    `--port 须为 1 到 65525 的整数 / --port must be a whole number from 1 to 65525, not ${text}`,
  );
}

function parsed<T>(parse: () => T, usage: string): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(`${messageOf(error)}\n${usage}`);
  }
}

/** @throws CannotStart on an unknown option or a bad value */
export function startOptions(args: readonly string[]): StartOptions {
  return parsed(() => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: String(DEFAULT_PORT) },
        data: { type: "string" },
        empty: { type: "boolean", default: false },
        ephemeral: { type: "boolean", default: false },
      },
    });
    return {
      port: portOf(values.port),
      dataDir: dataDirOf(values.data),
      isEmpty: values.empty,
      isEphemeral: values.ephemeral,
    };
  }, "usage: npm start -- [--port N] [--data DIR] [--empty] [--ephemeral]");
}

/** `--data DIR` and words, for commands beside a running platform. @throws CannotStart */
export function commandOptions(
  args: readonly string[],
  usage: string,
): { readonly dataDir: string; readonly words: readonly string[] } {
  return parsed(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { data: { type: "string" } },
      allowPositionals: true,
    });
    return { dataDir: dataDirOf(values.data), words: positionals };
  }, usage);
}

/** Runs a command; what keeps it from running is a message for a person, not a trace. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
