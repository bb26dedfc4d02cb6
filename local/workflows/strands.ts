/**
 * Counts the strands of all executions that are at work, so that one can tell when nothing moves any more but
 * by the clock or by somebody's answer. A strand that waits gives its count away and takes it back in the very
 * step that wakes it: there is no instant at which a woken strand is not counted.
 */
export interface Strands {
  /** 0 when every strand waits. */
  readonly atWork: number;
  /** Begins a strand beside the others. */
  begin(work: () => Promise<void>): void;
  /**
   * Waits until woken.
   * @param arrange gets what wakes the strand; gives what to clear away afterwards
   */
  park(arrange: (wake: Wake) => () => void): Promise<void>;
  /** Runs several strands in place of one; that one goes on when all of them have ended. */
  join(parts: readonly (() => Promise<void>)[]): Promise<void>;
}

export interface Wake {
  up(): void;
  throwing(error: Error): void;
}

export function createStrands(onError: (error: unknown) => void): Strands {
  let atWork = 0;
  return {
    get atWork() {
      return atWork;
    },
    begin: (work) => {
      atWork += 1;
      work()
        .catch(onError)
        .finally(() => {
          atWork -= 1;
        });
    },
    park: (arrange) =>
      new Promise((resolve, reject) => {
        const nap: { isOver: boolean; clear?: () => void } = { isOver: false };
        const wake = (go: () => void) => {
          if (nap.isOver) return;
          nap.isOver = true;
          atWork += 1;
          nap.clear?.();
          go();
        };
        atWork -= 1;
        nap.clear = arrange({
          up: () => wake(resolve),
          throwing: (error) => wake(() => reject(error)),
        });
        if (nap.isOver) nap.clear();
      }),
    join: async (parts) => {
      if (parts.length === 0) return;
      let left = parts.length;
      atWork += parts.length - 1;
      await Promise.all(
        parts.map(async (part) => {
          try {
            await part();
          } finally {
            left -= 1;
            // The last one hands its count to the strand that goes on.
            if (left > 0) atWork -= 1;
          }
        }),
      );
    },
  };
}
