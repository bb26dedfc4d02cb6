import type { LocalClock, Store } from "../ports.ts";

const NAMESPACE = "clock";
const OFFSET_KEY = "offsetMs";

/**
 * The virtual clock: wall time plus an offset that is kept in the store, so that it goes on after a stop.
 * @param initialEpochMs where virtual time begins when the store knows no offset yet; wall time when absent
 */
export function createClock(store: Store, initialEpochMs?: number): LocalClock {
  const offset = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const cell = new Float64Array(offset);
  const listeners: ((nowEpochMs: number) => void)[] = [];

  const setOffset = (offsetMs: number) => {
    cell[0] = offsetMs;
    store.set(NAMESPACE, OFFSET_KEY, offsetMs);
  };
  const now = () => Date.now() + (cell[0] ?? 0);

  const kept = store.get<number>(NAMESPACE, OFFSET_KEY);
  setOffset(kept ?? (initialEpochMs === undefined ? 0 : initialEpochMs - Date.now()));

  return {
    now,
    offset,
    moveTo: (toEpochMs) => {
      const present = now();
      if (!Number.isSafeInteger(toEpochMs) || toEpochMs < present) {
        throw new RangeError(
          `The clock cannot move to ${toEpochMs}: it stands at ${present} (${new Date(present).toISOString()}) ` +
            "and never goes back. Give a whole number of epoch milliseconds that lies later.",
        );
      }
      setOffset(toEpochMs - Date.now());
      for (const listener of listeners) listener(toEpochMs);
    },
    onMove: (listener) => {
      listeners.push(listener);
    },
  };
}
