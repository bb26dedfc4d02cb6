import { describe, expect, it } from "vitest";
import type { MemoryTable } from "../../../adapters/table/memory-table.ts";
import { once } from "../../support/door.ts";
import { refundExecuted, refundRejected, reportRefund } from "../../support/refund-bank.ts";
import { refundCity, type RefundCity } from "../../support/refund-city.ts";

const HOUR_MS = 3_600_000;
/** So often whoever is not answered tries again. */
const TRIES = 4;
/** Quote and request together. */
const MOST_AWAITS_OF_A_REQUEST = 80;

/** A process that dies before or after one of its calls to the table, once in its story. */
class Died extends Error {
  override readonly name = "Died";
}

interface Mortality {
  /** Counted before and after each call; 0: nobody dies. */
  diesAt: number;
  awaits: number;
}

function mortal(table: MemoryTable, mortality: Mortality): MemoryTable {
  const survive = (): void => {
    mortality.awaits += 1;
    if (mortality.awaits === mortality.diesAt) throw new Died("as the test wants it");
  };
  const around =
    <A extends unknown[], R>(call: (...asked: A) => Promise<R>) =>
    async (...asked: A): Promise<R> => {
      survive();
      const answer = await call(...asked);
      survive();
      return answer;
    };
  return {
    ...table,
    get: around((...asked) => table.get(...asked)),
    getMany: around((...asked) => table.getMany(...asked)),
    query: around((...asked) => table.query(...asked)),
    commit: around((...asked) => table.commit(...asked)),
  };
}

/** Does something until it is answered: callers under the same key, the bus with the same event. */
async function insist<T>(act: () => Promise<T>, isDone: (answer: T) => boolean): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await act();
      if (isDone(answer) || tries >= TRIES) return answer;
    } catch (error) {
      if (!(error instanceof Died) || tries >= TRIES) throw error;
    }
  }
}

/** Everything arrives; the clock goes on a little, so that steps that failed are tried again. */
async function arrive(city: RefundCity): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await insist(
      () => city.engine.settle({ again: true }),
      () => true,
    );
    await insist(
      () => city.pass(HOUR_MS),
      () => true,
    );
  }
}

/** A refund is asked for and agreed to; the bank refuses once, and then pays. */
async function story(city: RefundCity, keepsKeys: boolean): Promise<void> {
  const ask = (...[id, as, call]: Parameters<RefundCity["ask"]>) => {
    const headers = once();
    return insist(
      () => city.ask(id, as, { ...call, headers: keepsKeys ? headers : once() }),
      ({ status }) => status < 500,
    );
  };
  const { enrolmentId, guardian, finance } = city;
  const path = { enrolmentId };
  const quoted = await ask("quoteRefund", guardian, { path, body: { ground: "consumer" } });
  const { quote } = quoted.body;
  const { refundId } = (await ask("requestRefund", guardian, { path, body: { quote } })).body;
  await arrive(city);
  await ask("decideRefund", finance, { path: { refundId }, body: { decision: "agree" } });
  await arrive(city);
  for (const word of [refundRejected, refundExecuted]) {
    const payment = city.bank.asked.at(-1);
    if (payment === undefined) throw new Error("the bank was asked");
    const headers = once();
    await insist(
      () => reportRefund(city.kit, city.signer, word(payment), { headers }),
      ({ status }) => status < 500,
    );
    await arrive(city);
  }
}

async function play(diesAt: number, keepsKeys = true) {
  const mortality: Mortality = { diesAt: 0, awaits: 0 };
  const city = await refundCity((table) => mortal(table, mortality));
  mortality.awaits = 0;
  mortality.diesAt = diesAt;
  await story(city, keepsKeys);
  const { awaits } = mortality;
  mortality.diesAt = 0;
  const items = Map.groupBy(city.kit.table.all(), ({ type }) => type);
  const [refund] = (await city.ask("listMyRefunds", city.guardian)).body.refunds;
  return {
    awaits,
    end: {
      status: refund.status,
      workflow: city.engine.execution(refund.refundId).status,
      balances: (await city.enrolment()).balances,
      lessons: await city.lessonStatuses(),
      payments: city.bank.paid.size,
      ...Object.fromEntries(
        ["refund", "task", "notice", "lesson"].map((type) => [type, items.get(type)?.length ?? 0]),
      ),
      entries: items
        .get("entry")
        ?.filter((entry) => entry["aggregateType"] === "refund")
        .map((entry) => entry["eventName"]),
    },
  };
}

describe("a refund whose processes die", () => {
  it("at any await of its way comes to the same end, and is paid once", async () => {
    const calm = await play(0);
    expect(calm.end).toMatchObject({ status: "paid", workflow: "SUCCEEDED", payments: 2, task: 0 });
    expect(calm.awaits).toBeGreaterThan(100);
    for (let diesAt = 1; diesAt <= calm.awaits; diesAt += 1) {
      const { end } = await play(diesAt);
      expect({ diesAt, ...end }).toEqual({ diesAt, ...calm.end });
    }
  }, 240_000);

  it("would not, did callers send another key each time: the check itself can fail", async () => {
    const ends = new Set<string>();
    for (let diesAt = 1; diesAt <= MOST_AWAITS_OF_A_REQUEST; diesAt += 1)
      ends.add(await play(diesAt, false).then(({ end }) => end.status, String));
    expect([...ends].filter((end) => end !== "paid")).not.toEqual([]);
  }, 60_000);
});
