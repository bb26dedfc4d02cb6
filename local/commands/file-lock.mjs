// Plain JavaScript, because setup needs it before anything is installed.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 200;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** The lock appears with its content in one step, so nobody ever reads half of it. */
function tryTake(file, own) {
  const draft = `${file}.${own.replace(" ", "-")}`;
  writeFileSync(draft, own);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes the lock of a process that died; gives it back if meanwhile it became another's. */
function clearStale(file, stale) {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, "utf8") !== stale) linkSync(aside, file);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Runs `work` while no other process of this machine works under the same lock file. The lock of a
 * process that died is taken over. `onWait` is told the other's pid once, if there is waiting.
 */
export async function withFileLock(file, work, onWait = () => undefined) {
  const own = `${process.pid} ${Date.now()}-${Math.random().toString(36).slice(2)}`;
  let isToldToWait = false;
  while (!tryTake(file, own)) {
    const holder = read(file);
    const pid = Number(holder?.split(" ")[0]);
    if (holder !== undefined && !isAlive(pid)) {
      clearStale(file, holder);
      continue;
    }
    if (!isToldToWait && holder !== undefined) onWait(pid);
    isToldToWait = true;
    await pause(POLL_MS);
  }
  try {
    return await work();
  } finally {
    if (read(file) === own) rmSync(file, { force: true });
  }
}
