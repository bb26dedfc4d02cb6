/** Knows whether anything is under way, for `idle()`; and wakes those that wait for work. */
export interface Activity {
  /** Counts a piece of work as under way until it settles. */
  during<T>(work: () => Promise<T>): Promise<T>;
  readonly isQuiet: boolean;
  /** Grows with each piece of work that begins or ends: unchanged means that nothing happened. */
  readonly version: number;
  /** Ends all present naps: there may be something to fetch. */
  wake(): void;
  /** Waits, at most so long; less when woken or when the signal aborts. */
  nap(ms: number, signal: AbortSignal): Promise<void>;
}

export function createActivity(): Activity {
  let underWay = 0;
  let version = 0;
  const sleepers = new Set<() => void>();
  return {
    during: async (work) => {
      underWay += 1;
      version += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        version += 1;
      }
    },
    get isQuiet() {
      return underWay === 0;
    },
    get version() {
      return version;
    },
    wake: () => {
      for (const end of [...sleepers]) end();
    },
    nap: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve();
          return;
        }
        const end = () => {
          clearTimeout(timer);
          sleepers.delete(end);
          signal.removeEventListener("abort", end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        sleepers.add(end);
        signal.addEventListener("abort", end);
      }),
  };
}

/** Waits so long, less when the signal aborts; unlike a nap, not ended by new work. */
export const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    }
    if (signal.aborted) end();
    else signal.addEventListener("abort", end);
  });
