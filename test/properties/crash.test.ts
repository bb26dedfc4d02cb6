import { beforeAll, describe, expect, it } from "vitest";
import type { Table, Write } from "../../adapters/table/table.ts";
import { useCases } from "../../functions/contracts.ts";
import { chapters } from "../support/crash/chapters.ts";
import { crashTable } from "../support/crash/crash-table.ts";
import { type CrashedProcess, crashEverywhere } from "../support/crash/enumerate.ts";
import { buildStage } from "../support/simulator/world/stage.ts";

/** Everything that moves money, or carries it from one part of the platform to the next. */
const ON_THE_WAY = [
  "actOnDue",
  "arbitrateRefund",
  "assessRefund",
  "awaitRefundStep",
  "callForRefund",
  "changeClass",
  "claimOpenings",
  "closeOpenings",
  "confirmLesson",
  "confirmLessons",
  "confirmRefundReceipt",
  "decideProposal",
  "decideRefund",
  "deliverNotice",
  "disputeLesson",
  "followShare",
  "freezeInstitution",
  "instructRefund",
  "instructRelease",
  "liftFreeze",
  "liftMeasure",
  "notifyPayIn",
  "openBalances",
  "openOrderedRefund",
  "openShares",
  "payOrder",
  "placeOrder",
  "planMassRefund",
  "projectEntries",
  "pushBalance",
  "queueDue",
  "queueHeldReleases",
  "queueShares",
  "recordAttendance",
  "relayEntries",
  "reportInstructionResult",
  "reportPayInReversal",
  "reportRefundResult",
  "reportReturnResult",
  "requestConfirmation",
  "requestLeave",
  "requestRefund",
  "resolveDispute",
  "resolveTask",
  "resumeRefundWorkflow",
  "resumeReleases",
  "retryRefundPayment",
  "returnPayIn",
  "sendInstruction",
  "sendRefund",
  "sendReturn",
  "signContract",
  "startMassRefund",
  "startRefundWorkflow",
  "stopRelease",
  "stopSale",
  "tellOfFreeze",
  "tellOfPayment",
  "tellOfRelease",
  "undoConfirmation",
  "withdrawDispute",
  "withdrawOpenings",
  "withdrawRefund",
];

/** Money commands that die in no chapter, and why. */
const NOT_CRASHED = {
  "moves no fen: officers decide, in one transaction, where money may go": [
    "bindCustodyAccount",
    "bindDepositAccount",
  ],
  "moves no fen: a bank tells how much it holds, in one transaction": ["pushDepositBalance"],
  "not yet on the way: a class that is given up, whose orders are refunded one by one": [
    "cancelClass",
  ],
  "not yet on the way: complaints, whose lessons a workflow settles": [
    "acceptResolution",
    "mediateComplaint",
    "respondToComplaint",
    "withdrawComplaint",
  ],
};

const stage = await buildStage();

describe("a process that dies, on any way of the money, at any of its awaits", () => {
  let crashed: readonly CrashedProcess[] = [];
  beforeAll(async () => {
    crashed = await crashEverywhere(stage);
  }, 600_000);

  it("is done again by whoever waits for it, and all comes to the same end", () => {
    expect(crashTable(crashed)).toMatch(/every end the same$/);
    expect(new Set(crashed.map(({ chapter }) => chapter)).size).toBe(chapters.length);
  });

  it("is every process that there is: none of them has silently got lost", () => {
    const operations = new Set(crashed.map(({ operation }) => operation));
    expect([...operations].toSorted()).toEqual(expect.arrayContaining(ON_THE_WAY));
    for (const { operation, awaits } of crashed) {
      // A process reads or writes at least once, and dies before and after it.
      expect([operation, awaits >= 2]).toEqual([operation, true]);
    }
    expect(crashed.length).toBeGreaterThanOrEqual(200);
    expect(crashed.reduce((sum, { awaits }) => sum + awaits, 0)).toBeGreaterThanOrEqual(2_000);
  });
});

describe("the money commands", () => {
  it("all die in some chapter, but for those that are named with the reason", () => {
    const money = useCases.filter(({ idempotent }) => idempotent === true).map(({ id }) => id);
    const named = [...ON_THE_WAY, ...Object.values(NOT_CRASHED).flat()];
    expect(new Set(named).size).toBe(named.length);
    expect(money.filter((id) => !named.includes(id))).toEqual([]);
    const excepted = Object.values(NOT_CRASHED).flat();
    expect(excepted.filter((id) => !money.includes(id))).toEqual([]);
  });
});

describe("the enumeration", () => {
  const only = (name: string) => chapters.filter((chapter) => chapter.name.startsWith(name));
  const losing =
    (operationId: string, isLost: (write: Write) => boolean) =>
    (id: string, table: Table): Table => ({
      get: (...asked) => table.get(...asked),
      getMany: (...asked) => table.getMany(...asked),
      query: (...asked) => table.query(...asked),
      commit: (writes) =>
        table.commit(id === operationId ? writes.filter((write) => !isLost(write)) : writes),
    });
  const isAnswer = (write: Write): boolean =>
    write.kind === "put" && write.item.type === "stored-answer";

  it("finds a command that keeps no answer: dead after its commit, it is refused to itself", async () => {
    await expect(
      crashEverywhere(stage, {
        chapters: only("a lesson is confirmed"),
        tamper: losing("confirmLesson", isAnswer),
      }),
    ).rejects.toThrow(/confirmLesson .* dies at await \d+: .*lesson\.already-confirmed/);
  });

  it("finds an order that is placed a second time by the try after the crash", async () => {
    await expect(
      crashEverywhere(stage, {
        chapters: only("an order that nobody pays"),
        tamper: losing("placeOrder", isAnswer),
      }),
    ).rejects.toThrow(/placeOrder .* dies at await \d+: \d+ things should be there/);
  });
});
