/** A limited number of live things of several kinds; the one idle for longest makes room for another kind. */

/** A thing that lives until it is ended, for example the worker thread of a function. */
export interface Member {
  /** Resolves once it is gone. */
  end(): Promise<void>;
  /** Whether it died on its own. */
  readonly isDead: boolean;
}

interface Seat<M extends Member> {
  readonly kind: string;
  readonly member: M;
  isBusy: boolean;
  idleSinceMs: number;
}

interface Waiting<M extends Member> {
  readonly kind: string;
  readonly create: () => M;
  readonly resolve: (seat: Seat<M>) => void;
  readonly reject: (error: Error) => void;
}

export interface WorkerPool<M extends Member> {
  /** Lends a member of a kind to `use`, alone; waits while all seats are busy. */
  withMember<R>(kind: string, create: () => M, use: (member: M) => Promise<R>): Promise<R>;
  /** How many live, of which kind; for tests and for `/_local`. */
  live(): readonly string[];
  stop(): Promise<void>;
}

export interface PoolLimits {
  /** Over all kinds. */
  readonly maxLive: number;
  /** Of one kind, so that a busy one does not push out all others. */
  readonly maxPerKind: number;
  /** A member idle for this long is ended. */
  readonly idleMs: number;
}

export function createWorkerPool<M extends Member>(limits: PoolLimits): WorkerPool<M> {
  const seats = new Set<Seat<M>>();
  const waiting: Waiting<M>[] = [];
  const ending = new Set<Promise<void>>();
  let isStopped = false;

  const end = (seat: Seat<M>) => {
    seats.delete(seat);
    const gone = seat.member.end().finally(() => ending.delete(gone));
    ending.add(gone);
  };
  const idle = () => [...seats].filter(({ isBusy }) => !isBusy);

  function takeSeat(kind: string, create: () => M): Seat<M> | undefined {
    for (const seat of idle()) if (seat.member.isDead) end(seat);
    const own = [...seats].filter((seat) => seat.kind === kind);
    // The one used last is the warmest, and the others may grow old and leave.
    const warm = own
      .filter(({ isBusy }) => !isBusy)
      .sort(byIdleSince)
      .at(-1);
    if (warm !== undefined) {
      warm.isBusy = true;
      return warm;
    }
    if (own.length >= limits.maxPerKind) return undefined;
    if (seats.size >= limits.maxLive) {
      const [longestIdle] = idle().sort(byIdleSince);
      if (longestIdle === undefined) return undefined;
      end(longestIdle);
    }
    const seat = { kind, member: create(), isBusy: true, idleSinceMs: 0 };
    seats.add(seat);
    return seat;
  }

  const acquire = (kind: string, create: () => M): Promise<Seat<M>> => {
    if (isStopped) return Promise.reject(new Error("the runtime is stopping"));
    const seat = takeSeat(kind, create);
    if (seat !== undefined) return Promise.resolve(seat);
    return new Promise((resolve, reject) => waiting.push({ kind, create, resolve, reject }));
  };

  function release(seat: Seat<M>): void {
    seat.isBusy = false;
    seat.idleSinceMs = performance.now();
    if (seat.member.isDead) end(seat);
    for (let index = 0; index < waiting.length;) {
      const next = waiting[index];
      const free = next && takeSeat(next.kind, next.create);
      if (next === undefined || free === undefined) {
        index += 1;
        continue;
      }
      waiting.splice(index, 1);
      next.resolve(free);
    }
  }

  const sweeper = setInterval(
    () => {
      const oldest = performance.now() - limits.idleMs;
      for (const seat of idle()) if (seat.idleSinceMs < oldest) end(seat);
    },
    Math.max(1000, limits.idleMs / 4),
  ).unref();

  return {
    withMember: async (kind, create, use) => {
      const seat = await acquire(kind, create);
      try {
        return await use(seat.member);
      } finally {
        release(seat);
      }
    },
    live: () => [...seats].map(({ kind }) => kind),
    stop: async () => {
      isStopped = true;
      clearInterval(sweeper);
      for (const { reject } of waiting.splice(0)) reject(new Error("the runtime is stopping"));
      for (const seat of seats) end(seat);
      await Promise.all(ending);
    },
  };
}

const byIdleSince = (a: { idleSinceMs: number }, b: { idleSinceMs: number }) =>
  a.idleSinceMs - b.idleSinceMs;
