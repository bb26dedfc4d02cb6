import { beforeAll, describe, expect, it } from "vitest";
import { tasks, useCases } from "../../functions/contracts.ts";
import {
  type DeployedFunction,
  functionsOf,
  leadingKeys,
  type Statement,
} from "../support/functions-of.ts";
import {
  type Contract,
  isUseCase,
  patterns,
  read,
  written,
} from "../support/partitions-of-contract.ts";
import { type Synthesised, synthesised } from "../support/synthesised.ts";

let deployment: Synthesised;
let functions: ReadonlyMap<string, DeployedFunction>;

beforeAll(async () => {
  deployment = await synthesised("example");
  functions = new Map(functionsOf(deployment).map((one) => [one.id, one]));
});

const cases = [...useCases, ...tasks].map((contract: Contract) => ({ id: contract.id, contract }));
const statementsOf = (id: string) => {
  const found = functions.get(id);
  if (found === undefined) throw new Error(`no function is called ${id}`);
  return found.statements;
};

describe("the role of each function", () => {
  it.each(cases)("$id reads exactly the partitions of its contract", ({ id, contract }) => {
    for (const action of ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"])
      expect(leadingKeys(statementsOf(id), action)).toEqual(patterns(read(contract), contract));
  });

  it.each(cases)("$id writes exactly the partitions of its contract", ({ id, contract }) => {
    for (const action of ["PutItem", "UpdateItem", "DeleteItem"])
      expect(leadingKeys(statementsOf(id), `dynamodb:${action}`)).toEqual(
        patterns(written(contract), contract),
      );
  });

  it.each(cases)("$id checks these and those that its contract names besides", (one) => {
    const { id, contract } = one;
    expect(leadingKeys(statementsOf(id), "dynamodb:ConditionCheckItem")).toEqual(
      patterns([...written(contract), ...(contract.touches.checks ?? [])], contract),
    );
  });

  it.each(cases)("$id reaches the table's items by no statement without partitions", ({ id }) => {
    const ofTable = statementsOf(id).filter((statement) =>
      statement.Action.some(
        (action) => action.startsWith("dynamodb:") && !STREAM_ACTIONS.includes(action),
      ),
    );
    for (const { Condition } of ofTable)
      expect(Object.keys(Condition?.["ForAllValues:StringLike"] ?? {})).toEqual([
        "dynamodb:LeadingKeys",
      ]);
    const actions = ofTable.flatMap((statement) => statement.Action);
    expect(actions).not.toContain("dynamodb:Scan");
  });

  it.each(cases)("$id names every action and every resource", ({ id }) => {
    for (const { Action, Resource } of statementsOf(id)) {
      expect(Action.filter((action) => action.includes("*"))).toEqual([]);
      for (const resource of Resource)
        expect(withoutUploads(deployment.targetOf(resource), id)).not.toMatch(/\*/);
    }
  });
});

const STREAM_ACTIONS = [
  "dynamodb:DescribeStream",
  "dynamodb:GetRecords",
  "dynamodb:GetShardIterator",
];

/** Each upload has a key of its own, so that the one star allowed stands behind the contract's prefix. */
const withoutUploads = (resource: string, id: string): string => {
  const uploads = [cases.find((one) => one.id === id)?.contract.touches.uploads ?? []].flat();
  return uploads.some(({ keyPrefix }) => resource.endsWith(`/${keyPrefix}*`))
    ? resource.slice(0, -1)
    : resource;
};

/** Who may do this with a key that has this name in the Data stack. */
const holdersOf = (action: string, key: string): readonly string[] =>
  [...functions.values()]
    .filter(({ statements }) =>
      statements.some(
        (statement) =>
          statement.Action.includes(action) &&
          statement.Resource.some((one) => deployment.targetOf(one).startsWith(key)),
      ),
    )
    .map(({ id }) => id)
    .toSorted();

const opensDataKeys = ({ Action }: Statement): boolean =>
  Action.some((action) => ["kms:Decrypt", "kms:GenerateDataKey"].includes(action));

/** The classes of records for whose data keys a statement is good; the vault binds each key to its class. */
const classesIn = ({ Condition }: Statement): readonly string[] =>
  Condition?.["StringEquals"]?.["kms:EncryptionContext:recordClass"] ?? [];

const classesOpenTo = (statements: readonly Statement[]): readonly string[] =>
  statements.filter(opensDataKeys).flatMap(classesIn).toSorted();

const idsWhere = (holds: (contract: Contract) => boolean): readonly string[] =>
  cases
    .filter(({ contract }) => holds(contract))
    .map(({ id }) => id)
    .toSorted();

describe("the keys", () => {
  it("of personal fields are with those whose contract says so", () => {
    const holders = idsWhere(({ touches }) => touches.personal !== undefined);
    expect(holders.length).toBeGreaterThan(0);
    expect(holdersOf("kms:Decrypt", "PersonalKey")).toEqual(holders);
    expect(holdersOf("kms:GenerateDataKey", "PersonalKey")).toEqual(holders);
  });

  it.each(cases)("of personal fields open to $id the classes of its contract", (one) => {
    expect(classesOpenTo(statementsOf(one.id))).toEqual(
      (one.contract.touches.personal ?? []).toSorted(),
    );
  });

  it("of personal fields open to no statement that names no class", () => {
    const isOfTopic = ({ Resource }: Statement): boolean =>
      Resource.every((one) => deployment.targetOf(one).startsWith("AlertTopicKey"));
    const unbound = [...functions.values()].flatMap(({ id, statements }) =>
      statements.some((one) => opensDataKeys(one) && classesIn(one).length === 0 && !isOfTopic(one))
        ? [id]
        : [],
    );
    expect(unbound).toEqual([]);
  });

  it("that find records by personal values are with those whose contract says so", () => {
    expect(holdersOf("kms:GenerateMac", "IndexMacKey")).toEqual(
      idsWhere(({ touches }) => touches.personalIndex === true),
    );
  });

  it("that sign requests are with those who call banks or the gateway for messages", () => {
    expect(holdersOf("kms:Sign", "SigningKey")).toEqual(
      idsWhere(({ touches }) => touches.bank === true || touches.gateway === true),
    );
  });

  it("allow nothing else to anyone", () => {
    const allowed = [...functions.values()].flatMap(({ statements }) =>
      statements.flatMap((one) => one.Action.filter((action) => action.startsWith("kms:"))),
    );
    expect(new Set(allowed)).toEqual(
      new Set(["kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateMac", "kms:Sign"]),
    );
  });
});

/** Everything that moves money or lessons: what an attacker of it must not find is who the child is. */
const moneyAndLessons = cases.filter(
  ({ contract }) =>
    ["lesson", "custody"].includes(contract.capability) ||
    (isUseCase(contract) && contract.idempotent === true),
);

/**
 * Of the vault, they reach at most these: the words of the parties about a dispute, a complaint or a refund, and
 * what an officer writes of an institution that is stopped.
 */
const CASE_WORDS = ["dispute", "dispute-finding", "complaint", "refund", "refund-payee", "measure"];

const notAmong = (allowed: readonly string[], held: readonly string[]): readonly string[] =>
  held.filter((one) => !allowed.includes(one));

describe("functions of money and lessons", () => {
  it("are those of lessons and custody, and the bank's notice of a payment", () => {
    expect(moneyAndLessons.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["confirmLesson", "instructRelease", "notifyPayIn"]),
    );
  });

  it.each(moneyAndLessons)("$id cannot read who anyone is", ({ id }) => {
    const statements = statementsOf(id);
    expect(notAmong(CASE_WORDS, classesOpenTo(statements))).toEqual([]);
    const secret = ["dynamodb:GetItem", "dynamodb:PutItem"]
      .flatMap((action) => leadingKeys(statements, action))
      .filter((pattern) => /^(PII|PIX|DKEY|\*)/.test(pattern));
    const words = CASE_WORDS.flatMap((one) => [`PII#${one}#*`, `DKEY#${one}`]);
    expect(notAmong(words, secret)).toEqual([]);
  });

  it("open what was written only where disputes, complaints, refunds and measures are", () => {
    const open = moneyAndLessons.filter(({ id }) => classesOpenTo(statementsOf(id)).length > 0);
    expect(open.map(({ id }) => id).toSorted()).toEqual([
      "arbitrateRefund",
      "decideRefund",
      "disputeLesson",
      "getDispute",
      "liftMeasure",
      "mediateComplaint",
      "requestRefund",
      "resolveDispute",
      "respondToComplaint",
      "retryRefundPayment",
      "stopRelease",
      "stopSale",
    ]);
  });
});
