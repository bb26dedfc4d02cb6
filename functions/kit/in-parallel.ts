/**
 * Does something for each of many things, a bounded number at a time, and answers in their order. The first
 * failure ends it: nothing new is begun, and what was begun has ended when the failure is thrown.
 */
export async function inParallel<T, R>(
  things: readonly T[],
  atOnce: number,
  work: (thing: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = things.entries();
  const failures: unknown[] = [];
  async function worker(): Promise<void> {
    for (const [place, thing] of waiting) {
      try {
        results[place] = await work(thing);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, things.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
