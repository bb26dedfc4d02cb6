import { describe, expect, it } from "vitest";
import { createWorkerPool } from "../../../local/lambda/worker-pool.ts";
import type { Member } from "../../../local/lambda/worker-pool.ts";

interface Named extends Member {
  readonly name: string;
  isDead: boolean;
}

function setUp(limits: { maxLive: number; maxPerKind: number }) {
  const ended: string[] = [];
  let made = 0;
  const pool = createWorkerPool<Named>({ ...limits, idleMs: 60_000 });
  const create = (kind: string) => (): Named => {
    const name = `${kind}${(made += 1)}`;
    return {
      name,
      isDead: false,
      end: () => {
        ended.push(name);
        return Promise.resolve();
      },
    };
  };
  const call = <R>(kind: string, use: (member: Named) => Promise<R>) =>
    pool.withMember(kind, create(kind), use);
  /** Uses a member at once and gives it back. */
  const touch = (kind: string) => call(kind, ({ name }) => Promise.resolve(name));
  /** Takes a member and keeps it until `finish` is called. */
  const hold = (kind: string) => {
    const { promise, resolve: finish } = Promise.withResolvers<undefined>();
    return { done: call(kind, () => promise), finish: () => finish(undefined) };
  };
  return { pool, ended, call, touch, hold };
}

describe("the pool of workers", () => {
  it("uses an idle worker of the function again", async () => {
    const { touch } = setUp({ maxLive: 2, maxPerKind: 2 });
    expect([await touch("a"), await touch("a")]).toEqual(["a1", "a1"]);
  });

  it("never has more live workers than its limit; the one idle for longest leaves", async () => {
    const { pool, ended, touch } = setUp({ maxLive: 2, maxPerKind: 2 });
    await touch("a");
    await touch("b");
    await touch("a");
    await touch("c");
    expect(ended).toEqual(["b2"]);
    expect(pool.live()).toEqual(["a", "c"]);
  });

  it("lets a call wait while all are busy, and serves it from the one that leaves", async () => {
    const { pool, ended, touch, hold } = setUp({ maxLive: 1, maxPerKind: 1 });
    const first = hold("a");
    const second = touch("b");
    expect(pool.live()).toEqual(["a"]);
    first.finish();
    expect(await second).toBe("b2");
    expect(ended).toEqual(["a1"]);
  });

  it("gives a busy function several workers, but no more than its share", async () => {
    const { pool, hold } = setUp({ maxLive: 4, maxPerKind: 2 });
    const held = [hold("a"), hold("a"), hold("a")];
    expect(pool.live()).toEqual(["a", "a"]);
    for (const { finish } of held) finish();
    await Promise.all(held.map(({ done }) => done));
    expect(pool.live()).toEqual(["a", "a"]);
  });

  it("replaces a worker that died", async () => {
    const { call, touch, ended } = setUp({ maxLive: 2, maxPerKind: 2 });
    await call("a", (member) => {
      member.isDead = true;
      return Promise.resolve();
    });
    expect(ended).toEqual(["a1"]);
    expect(await touch("a")).toBe("a2");
  });

  it("ends all workers and refuses those who wait when it stops", async () => {
    const { pool, ended, touch, hold } = setUp({ maxLive: 1, maxPerKind: 1 });
    hold("a");
    const waiting = touch("b");
    const refused = expect(waiting).rejects.toThrow("stopping");
    await pool.stop();
    await refused;
    expect(ended).toEqual(["a1"]);
    await expect(touch("a")).rejects.toThrow("stopping");
  });
});
