import type { LocalClock } from "../ports.ts";

/** Longer timers overflow and would fire at once; an early one looks at the clock and waits on. */
const MAX_NAP_MS = 60 * 60 * 1000;

/** Alarms at instants of the virtual clock, however far they lie. */
export interface Timers {
  /** Calls once the clock has come to an instant. @returns what takes the timer back */
  at(instantMs: number, ring: () => void): () => void;
  /** Whether a timer is due and has not rung yet. */
  readonly isDue: boolean;
  stop(): void;
}

interface Timer {
  readonly instantMs: number;
  readonly ring: () => void;
}

/**
 * Timers ring one at a time in the order of their instants, each in a turn of its own: when the clock leaps
 * over several, what follows from the first is arranged before the second rings.
 */
export function createTimers(clock: LocalClock): Timers {
  const pending = new Set<Timer>();
  let nap: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;
  let isStopped = false;

  const earliest = (): Timer | undefined =>
    [...pending].reduce<Timer | undefined>(
      (first, timer) => (first === undefined || timer.instantMs < first.instantMs ? timer : first),
      undefined,
    );
  const isDue = () => (earliest()?.instantMs ?? Infinity) <= clock.now();

  function ringNext(): void {
    turn = undefined;
    const timer = earliest();
    if (timer !== undefined && timer.instantMs <= clock.now()) {
      pending.delete(timer);
      timer.ring();
    }
    arrange();
  }

  function arrange(): void {
    clearTimeout(nap);
    const timer = earliest();
    if (timer === undefined || turn !== undefined || isStopped) return;
    const leftMs = timer.instantMs - clock.now();
    if (leftMs <= 0) turn = setImmediate(ringNext);
    else nap = setTimeout(arrange, Math.min(leftMs, MAX_NAP_MS));
  }
  clock.onMove(arrange);

  return {
    at: (instantMs, ring) => {
      const timer = { instantMs, ring };
      pending.add(timer);
      arrange();
      return () => {
        pending.delete(timer);
      };
    },
    get isDue() {
      return isDue();
    },
    stop: () => {
      isStopped = true;
      clearTimeout(nap);
      clearImmediate(turn);
      pending.clear();
    },
  };
}
