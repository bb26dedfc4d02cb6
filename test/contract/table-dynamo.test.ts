import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoTable } from "../../adapters/table/dynamo-table.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { createTestTable, localClient, startDynamoLocal } from "../support/dynamo-local.ts";
import type { DynamoLocal } from "../support/dynamo-local.ts";
import { differentialContract } from "./table-differential.contract.ts";
import { freshPartition, item } from "./table-fixture.ts";
import { tableContract, TEST_PROJECTIONS } from "./table.contract.ts";
import type { TableUnderTest } from "./table.contract.ts";

describe("the DynamoDB driver of the table", () => {
  let dynamo: DynamoLocal | undefined;
  let underTest: TableUnderTest | undefined;

  beforeAll(async () => {
    dynamo = await startDynamoLocal();
    const { client } = dynamo;
    const tableName = "contract";
    await createTestTable(client, tableName, TEST_PROJECTIONS);
    let nowMs = 0;
    const table = createDynamoTable({ client, tableName, now: () => nowMs });
    underTest = { table, setNow: (ms) => (nowMs = ms) };
  });
  afterAll(async () => {
    await dynamo?.stop();
  });

  const open = (): TableUnderTest => {
    invariant(underTest !== undefined, "the table is opened before the tests run");
    return underTest;
  };
  tableContract(open);
  differentialContract(open);

  it("applies a transaction once when its answer is lost on the way", async () => {
    invariant(dynamo !== undefined, "the emulator runs");
    const client = localClient(dynamo.endpoint);
    let answerCount = 0;
    client.middlewareStack.add(
      (next) => async (request) => {
        const answer = await next(request);
        answerCount += 1;
        if (answerCount > 2) return answer;
        throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
      },
      { step: "initialize", name: "loseAnswers" },
    );
    const table = createDynamoTable({ client, tableName: "contract" });
    const pk = freshPartition();
    await table.commit([
      { kind: "update", key: { pk, sk: "a" }, set: { type: "counter" }, add: { count: 1 } },
      { kind: "put", item: item({ pk, sk: "b" }), condition: { kind: "absent" } },
    ]);
    expect(answerCount).toBe(3);
    expect(await open().table.get({ pk, sk: "a" })).toMatchObject({ count: 1 });
    client.destroy();
  });
});

it("DynamoDB Local says what is missing when there is no Java", async () => {
  const starting = startDynamoLocal("no-such-java");
  await expect(starting).rejects.toThrow(/需要 Java 17.*needs Java 17.*no-such-java/);
});
