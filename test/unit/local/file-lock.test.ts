import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withFileLock } from "../../../local/commands/file-lock.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a file lock", () => {
  it("lets one worker in at a time and tells the others whom they wait for", async () => {
    const file = join(folder, "a.lock");
    let inside = 0;
    let most = 0;
    const waitedFor: number[] = [];
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    const lock = () => withFileLock(file, work, (pid) => waitedFor.push(pid));
    await Promise.all([lock(), lock(), lock()]);
    expect(most).toBe(1);
    expect(waitedFor).toEqual([process.pid, process.pid]);
    expect(existsSync(file)).toBe(false);
  });

  it("is given back when the work fails", async () => {
    const file = join(folder, "a.lock");
    await expect(withFileLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await withFileLock(file, () => "done")).toBe("done");
  });
});
