import { describe, expect, it } from "vitest";
import type { SourceMapping } from "../../../local/storage/event-source.ts";
import { deliverBatch } from "../../../local/storage/stream-batch.ts";
import type { GivenUp } from "../../../local/storage/stream-batch.ts";
import type { StreamRecord } from "../../../local/storage/stream-records.ts";

const record = (sequenceNumber: string): StreamRecord => ({
  eventID: sequenceNumber,
  dynamodb: { SequenceNumber: sequenceNumber },
});
const numbersOf = (records: readonly StreamRecord[]) => records.map(({ eventID }) => eventID);

/** Delivers records 1 to 6 to a function that answers by `answer`; notes what happened. */
async function deliver(
  settings: Partial<SourceMapping>,
  answer: (numbers: readonly string[]) => unknown,
) {
  const calls: string[] = [];
  const checkpoints: string[] = [];
  const givenUp: GivenUp[] = [];
  const mapping: SourceMapping = {
    id: "Service/Mapping",
    functionArn: "arn:function",
    functionName: "relay",
    sourceArn: "arn:stream",
    source: { id: "", stack: "", logicalId: "", type: "", properties: {}, name: "t", arn: "" },
    batchSize: undefined,
    reportsItemFailures: false,
    bisects: false,
    maxRetries: 2,
    failureDestinationArn: undefined,
    maxConcurrency: undefined,
    accepts: () => true,
    ...settings,
  };
  const invoke = (_name: string, event: unknown) => {
    const { Records } = event as { Records: StreamRecord[] };
    calls.push(numbersOf(Records).join(""));
    return Promise.resolve().then(() => answer(numbersOf(Records)));
  };
  await deliverBatch(mapping, ["1", "2", "3", "4", "5", "6"].map(record), {
    invoke,
    checkpoint: (sequenceNumber) => checkpoints.push(sequenceNumber),
    toFailureDestination: (failed) => givenUp.push(failed),
    nap: () => Promise.resolve(),
    signal: new AbortController().signal,
  });
  return { calls, checkpoints, givenUp };
}

const failOn = (bad: string) => (numbers: readonly string[]) => {
  if (numbers.includes(bad)) throw new Error("poison");
};

describe("a batch of stream records", () => {
  it("is done with one call when nothing fails", async () => {
    const { calls, checkpoints, givenUp } = await deliver({}, () => undefined);
    expect({ calls, checkpoints, givenUp }).toEqual({
      calls: ["123456"],
      checkpoints: ["6"],
      givenUp: [],
    });
  });

  it("is tried again, then given up whole", async () => {
    const { calls, givenUp } = await deliver({}, failOn("3"));
    expect(calls).toEqual(["123456", "123456", "123456"]);
    expect(
      givenUp.map(({ records, invokeCount }) => [numbersOf(records).length, invokeCount]),
    ).toEqual([[6, 3]]);
  });

  it("is split until the poison stands alone, and only that is given up", async () => {
    const { calls, givenUp, checkpoints } = await deliver({ bisects: true }, failOn("3"));
    expect(givenUp.map(({ records }) => numbersOf(records))).toEqual([["3"]]);
    expect(checkpoints).toEqual(["2", "3", "6"]);
    expect(calls).toEqual(["123456", "123", "12", "3", "3", "3", "456"]);
  });

  it("goes on from the first item that is reported as failed", async () => {
    let isFirst = true;
    const { calls, checkpoints } = await deliver({ reportsItemFailures: true }, () => {
      const wasFirst = isFirst;
      isFirst = false;
      return {
        batchItemFailures: wasFirst ? [{ itemIdentifier: "5" }, { itemIdentifier: "4" }] : [],
      };
    });
    expect(calls).toEqual(["123456", "456"]);
    expect(checkpoints).toEqual(["3", "6"]);
  });

  it("fails as a whole when an item is reported that is not in it", async () => {
    const { calls } = await deliver({ reportsItemFailures: true, maxRetries: 1 }, () => ({
      batchItemFailures: [{ itemIdentifier: "99" }],
    }));
    expect(calls).toEqual(["123456", "123456"]);
  });

  it("takes no notice of reported items where the mapping does not ask for them", async () => {
    const { calls } = await deliver({}, () => ({ batchItemFailures: [{ itemIdentifier: "1" }] }));
    expect(calls).toEqual(["123456"]);
  });
});
