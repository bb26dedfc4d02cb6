import { CommitRefused, StoreUnavailable, type Table, type Write } from "./table/table.ts";

const MOST_ATTEMPTS = 20;

/**
 * Reads and acts anew for as long as somebody else is faster.
 * @param attempt says nothing where it was overtaken
 * @throws StoreUnavailable when that happens too often: whoever asked tries again later
 */
export async function untilFirst<T>(
  what: string,
  attempt: () => Promise<T | undefined>,
): Promise<T> {
  for (let attempts = 1; attempts <= MOST_ATTEMPTS; attempts += 1) {
    const done = await attempt();
    if (done !== undefined) return done;
  }
  throw new StoreUnavailable(`${what}: others were faster ${MOST_ATTEMPTS} times`);
}

/** @returns false where a condition failed: another was faster, and nothing is written */
export async function isCommitted(table: Table, writes: readonly Write[]): Promise<boolean> {
  if (writes.length === 0) return true;
  try {
    await table.commit(writes);
    return true;
  } catch (error) {
    if (error instanceof CommitRefused) return false;
    throw error;
  }
}
