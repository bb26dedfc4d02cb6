import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { SECRET_HEADER } from "../door/control.ts";
import { CannotStart } from "../errors.ts";
import { findRunning } from "./run-record.ts";

/** A running platform of this machine, as other commands speak to it. */
export interface LocalPlatform {
  readonly url: string;
  /** Calls `/_local/<action>`. @throws CannotStart with the platform's own words when it refuses */
  call(method: "GET" | "POST", action: string, body?: unknown): Promise<unknown>;
}

const Refusal = z.object({ message: z.string() });

/** @throws CannotStart when no platform runs on this data folder */
export async function findPlatform(dataDir: string): Promise<LocalPlatform> {
  const running = await findRunning(dataDir);
  if (!running) {
    throw new CannotStart(
      `平台没有运行（数据目录 ${dataDir}）。请先运行 npm start。\n` +
        `No platform runs on the data folder ${dataDir}. Start one with npm start, and wait for "ready".`,
    );
  }
  const secret = readFileSync(join(dataDir, "secret"), "utf8");
  return {
    url: running.url,
    async call(method, action, body) {
      const response = await fetch(`${running.url}/_local/${action}`, {
        method,
        headers: { [SECRET_HEADER]: secret, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw new CannotStart(Refusal.parse(answer).message);
      return answer;
    },
  };
}
