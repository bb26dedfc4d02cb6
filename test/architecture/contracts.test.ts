import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tasks, useCases } from "../../functions/contracts.ts";
import {
  bundleFolder,
  type TaskContract,
  type UseCaseContract,
} from "../../functions/kit/contract.ts";
import { PERSONAL_FIELD } from "../support/personal-fields.ts";
import { objectsIn } from "../support/zod-walk.ts";

const root = join(import.meta.dirname, "../..");
const cases = useCases.map((contract) => ({ id: contract.id, contract }));
const everything: readonly { readonly id: string; readonly contract: Contract }[] = [
  ...useCases,
  ...tasks,
].map((contract) => ({ id: contract.id, contract }));
type Contract = UseCaseContract | TaskContract;

/** What a caller sends and gets, part by part. */
const partsOf = ({ input, output }: UseCaseContract) => [
  ...Object.entries(input).flatMap(([part, schema]) => objectsIn(schema, part)),
  ...objectsIn(output, "output"),
];

/** Paths that people and tools expect where they are. */
const WELL_KNOWN = ["/openapi.json", "/docs", "/health"];

/** Answers with a document whose form others define. */
const FOREIGN_DOCUMENT = ["getOpenApi"];

describe("every contract", () => {
  it("has an id of its own", () => {
    const ids = everything.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it.each(everything)("$id has an entry for its function", ({ contract }) => {
    const entry = join(root, "functions", `${bundleFolder(contract)}.lambda.ts`);
    expect(existsSync(entry), `${entry} is missing`).toBe(true);
  });

  it.each(everything)("$id says in Chinese and in English what it does", ({ contract }) => {
    expect(contract.summary.zh).toMatch(/\p{Script=Han}/u);
    expect(contract.summary.en).toMatch(/^[A-Z][^\p{Script=Han}]+$/u);
  });
});

describe("every use case", () => {
  it.each(cases)(
    "$id refuses and answers nothing that its contract does not name",
    ({ contract }) => {
      const loose = partsOf(contract).filter(({ strict }) => !strict);
      expect(loose.map(({ path }) => path)).toEqual(
        FOREIGN_DOCUMENT.includes(contract.id) ? ["output"] : [],
      );
    },
  );

  it.each(cases)("$id lies under /v1, unless people expect it elsewhere", ({ contract }) => {
    expect(contract.path.startsWith("/v1/") || WELL_KNOWN.includes(contract.path)).toBe(true);
  });

  it.each(cases)("$id takes from its path exactly what it names there", ({ contract }) => {
    const named = [...contract.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(contract.input.path?.shape ?? {}).toSorted()).toEqual(named.toSorted());
  });

  it("has a method and a path of its own at its end", () => {
    const routes = useCases.map(({ end, method, path }) => `${end} ${method} ${path}`);
    expect(routes).toEqual([...new Set(routes)]);
  });

  it.each(cases.filter(({ contract }) => contract.csv !== undefined))(
    "$id has an entry that says how its answer becomes a table",
    ({ contract }) => {
      const entry = join(root, "functions", `${bundleFolder(contract)}.lambda.ts`);
      expect(readFileSync(entry, "utf8")).toMatch(/kitFromEnv\(\), \w+Table\)/);
    },
  );

  it.each(cases)("$id has a body only where a method has one", ({ contract }) => {
    if (contract.method === "GET") expect(contract.input.body).toBeUndefined();
  });

  it.each(cases)("$id stands at the end where its callers are", ({ contract }) => {
    const { end, access } = contract;
    const callers = {
      public: ["anyone"],
      family: ["guardian", "account"],
      institution: ["institution"],
      management: ["officer"],
      bank: ["bank"],
    }[end];
    expect(callers).toContain(access.role);
  });
});

/** Commands that move money, or that decide where money may go: none may run twice. */
const MONEY_COMMANDS = [
  "acceptResolution",
  "arbitrateRefund",
  "bindCustodyAccount",
  "bindDepositAccount",
  "cancelClass",
  "changeClass",
  "confirmLesson",
  "confirmLessons",
  "confirmRefundReceipt",
  "decideProposal",
  "decideRefund",
  "disputeLesson",
  "freezeInstitution",
  "liftFreeze",
  "liftMeasure",
  "mediateComplaint",
  "notifyPayIn",
  "payOrder",
  "placeOrder",
  "pushBalance",
  "pushDepositBalance",
  "recordAttendance",
  "reportInstructionResult",
  "reportPayInReversal",
  "reportRefundResult",
  "reportReturnResult",
  "requestConfirmation",
  "requestLeave",
  "requestRefund",
  "resolveDispute",
  "resolveTask",
  "respondToComplaint",
  "retryRefundPayment",
  "signContract",
  "startMassRefund",
  "stopRelease",
  "stopSale",
  "undoConfirmation",
  "withdrawComplaint",
  "withdrawDispute",
  "withdrawRefund",
];

/** Partitions whose items say where money is or what it waits for. */
const MONEY_PARTITIONS = ["enrolment", "orderGuard", "payment", "payIn", "instruction"];

describe("money commands", () => {
  it("ask for an Idempotency-Key, and no other command does", () => {
    const asking = useCases.filter((contract) => contract.idempotent === true);
    expect(asking.map(({ id }) => id).toSorted()).toEqual(MONEY_COMMANDS);
  });

  it("are all that write where the money is", () => {
    const writing = useCases.filter(({ touches }) =>
      touches.writes?.some((prefix) => MONEY_PARTITIONS.includes(prefix)),
    );
    expect(writing.filter(({ idempotent }) => idempotent !== true).map(({ id }) => id)).toEqual([]);
  });

  it.each(cases.filter(({ contract }) => contract.idempotent === true))(
    "$id answers with nothing personal: its answer is kept for ever",
    ({ contract }) => {
      const names = objectsIn(contract.output, "output").flatMap(({ fields }) => fields);
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => PERSONAL_FIELD.test(name))).toEqual([]);
    },
  );
});

describe("what touches personal data", () => {
  it.each(everything)("$id says so for the fields and for their index alike", ({ contract }) => {
    const { reads = [], writes = [], personal = [], personalIndex = false } = contract.touches;
    const touched = new Set([...reads, ...writes]);
    expect(touched.has("personal")).toBe(personal.length > 0);
    expect(touched.has("personalIndex")).toBe(personalIndex);
  });
});
