import { beforeEach, describe, expect, it } from "vitest";
import { shanghaiDate, toRfc3339 } from "../../../domain/shared/time.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import * as contracts from "../../../functions/settlement/contracts.ts";
import { listTasks } from "../../../functions/settlement/list-tasks.ts";
import { pushBalance } from "../../../functions/settlement/push-balance.ts";
import { resolveTask } from "../../../functions/settlement/resolve-task.ts";
import { projectPositions } from "../../../functions/stream/project-positions.ts";
import { callAsBank } from "../../support/bank-door.ts";
import { noticesTo } from "../../support/deadlines.ts";
import { call, once, seedMember } from "../../support/door.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { entriesIn } from "../../support/events.ts";
import { freezeLine } from "../../support/freezes.ts";
import { financeCalls } from "../../support/finance.ts";
import { foldAll, fundsCalls } from "../../support/funds.ts";
import { CUSTODY_ACCOUNT, enrolmentId } from "../../support/money-builders.ts";
import { executed, reportResult } from "../../support/release-line.ts";
import { recordPayInOf, reportReversal, reversalOf } from "../../support/reversals.ts";
import { LESSON_FEN, PRICE_FEN } from "../../support/taught-class.ts";

/** Two families have paid three lessons each; both have confirmed the first. The bank reverses one payment. */
let setting: EarnedSetting;
let payIn: Awaited<ReturnType<typeof recordPayInOf>>;
const short = enrolmentId(1);

beforeEach(async () => {
  setting = await earnedSetting(1, 2);
  payIn = await recordPayInOf(setting.kit, short);
});

const reverse = () => reportReversal(setting.kit, setting.signer, reversalOf(setting.kit, payIn));
const project = async () => {
  await projectPositions(setting.kit.table)(entriesIn(setting.kit.table));
};
const push = async (balanceFen: number) => {
  await project();
  const door = httpLambda(contracts.pushBalance, pushBalance, setting.kit);
  const asOf = toRfc3339(setting.kit.now());
  const notice = { custodyAccountNo: CUSTODY_ACCOUNT, balanceFen, asOf, serialCount: 3 };
  return (await callAsBank(door, setting.kit, setting.signer, notice)).body.outcome;
};
const tasks = async () =>
  (await call(httpLambda(contracts.listTasks, listTasks, setting.kit), { as: setting.officer }))
    .body.tasks;
/** An officer finds that the institution has made good what lacked. */
const makeGood = async (taskId?: string) =>
  call(httpLambda(contracts.resolveTask, resolveTask, setting.kit), {
    as: setting.officer,
    path: { taskId: taskId ?? (await tasks())[0].taskId },
    body: { action: "shortage-made-good", finding: "机构已将缺口转入托管账户" },
    headers: once(),
  });
/** What the first family is told of one of its lessons. */
const traced = async (lessonNumber: number) => {
  const [family] = setting.families;
  if (family === undefined) throw new Error("two families have paid");
  const { body } = await financeCalls(setting.kit).trace(family.guardian, short);
  return body.lessons[lessonNumber - 1];
};

describe("a reversed payment of which something was used", () => {
  it("gives back what is free, and what lacks is a task of the county's officers", async () => {
    const told = await reverse();
    expect([told.status, told.body.outcome]).toEqual([200, "short"]);
    const { status, balances, reversal } = await setting.enrolment(short);
    expect(status).toBe("terminated");
    expect(balances).toMatchObject({
      ...{ paid: PRICE_FEN, unconsumed: 0, earned: LESSON_FEN, reversed: 2 * LESSON_FEN },
    });
    expect(reversal?.shortFen).toBe(LESSON_FEN);
    expect(await tasks()).toMatchObject([
      {
        ...{ kind: "payment-short", amountFen: LESSON_FEN, reasonCode: "not-covered" },
        about: { enrolmentId: short, bankSerial: payIn.bankSerial },
        actions: ["shortage-made-good"],
      },
    ]);
    const [family] = setting.families;
    expect(noticesTo(setting.kit, family?.guardian.memberId ?? "")).toContain("payment-reversed");
    expect((await setting.enrolment(enrolmentId(2))).balances.unconsumed).toBe(2 * LESSON_FEN);
    expect(setting.kit.defects).toEqual([]);
  });

  it("releases nothing of that order, for it would be other families' money", async () => {
    await reverse();
    await setting.line.instruct();
    await setting.line.send();
    expect(setting.bank.asked).toHaveLength(1);
    expect((await setting.enrolment(short)).balances).toMatchObject({
      ...{ earned: LESSON_FEN, releasing: 0 },
    });
    expect((await setting.enrolment(enrolmentId(2))).balances.releasing).toBe(LESSON_FEN);
    expect(setting.kit.defects).toEqual([]);
  });

  it("goes on by itself, once, when a person finds the money made good", async () => {
    await reverse();
    await setting.line.instruct();
    const { taskId } = (await tasks())[0];
    const answers = await Promise.all([makeGood(taskId), makeGood(taskId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const line = freezeLine(setting.kit, setting.bank);
    const messages = await line.find();
    expect(await line.resume([...messages, ...messages])).toEqual([]);
    await setting.line.send();
    expect((await setting.enrolment(short)).balances.releasing).toBe(LESSON_FEN);
    expect(setting.bank.asked).toHaveLength(2);
    expect(await push(PRICE_FEN + LESSON_FEN - 2 * LESSON_FEN)).toBe("under-way");
    expect(setting.kit.defects).toEqual([]);
  });

  it("keeps a release back that was drawn up before and has not reached the bank", async () => {
    await setting.line.instruct();
    await reverse();
    await setting.line.send();
    expect(setting.bank.asked).toHaveLength(1);
    expect((await setting.enrolment(short)).balances.releasing).toBe(LESSON_FEN);
    expect(await traced(1)).toMatchObject({
      instruction: { status: "pending" },
      nextStep: { step: "make-shortage-good", by: "institution" },
    });
    await makeGood();
    expect(await traced(1)).toMatchObject({ nextStep: { step: "pay-institution", by: "bank" } });
    const line = freezeLine(setting.kit, setting.bank);
    const messages = await line.find();
    expect(await line.resume(messages)).toEqual([]);
    expect(setting.bank.asked).toHaveLength(2);
    expect(await line.resume(messages)).toEqual([]);
    expect(setting.bank.asked).toHaveLength(2);
    expect(setting.kit.defects).toEqual([]);
  });

  it("lets a release that the bank has already taken end as it ends", async () => {
    await setting.line.instruct();
    await setting.line.send();
    await reverse();
    for (const order of setting.bank.asked)
      await reportResult(setting.kit, setting.signer, executed(order));
    const { balances, status } = await setting.enrolment(short);
    expect(balances).toMatchObject({ released: LESSON_FEN, reversed: 2 * LESSON_FEN, earned: 0 });
    expect(status).toBe("terminated");
    expect(await push(2 * PRICE_FEN - PRICE_FEN - 2 * LESSON_FEN)).toBe("agrees");
  });

  it("is counted by the comparison with the bank, to the fen", async () => {
    await reverse();
    expect(await push(PRICE_FEN)).toBe("agrees");
    const calls = fundsCalls(setting.kit);
    const shown = async () =>
      (await calls.institution(setting.officer, setting.institutionId)).body;
    expect(await shown()).toMatchObject({
      ...{ shortFen: LESSON_FEN, heldInCustodyFen: PRICE_FEN },
      difference: { nowFen: 0, movedSinceFen: 0 },
      shares: [{ enrolmentId: short, shortFen: LESSON_FEN }, { enrolmentId: enrolmentId(2) }],
    });
    await foldAll(setting.kit);
    expect((await calls.overview(setting.officer)).body.fundsFen).toMatchObject({
      ...{ shortFen: LESSON_FEN, heldInCustodyFen: PRICE_FEN, differenceFen: 0 },
    });
    setting.kit.advance(1);
    expect(await push(PRICE_FEN - 1)).toBe("break");
  });

  it("is shown to the family in its trace, and to the finance person in the statement", async () => {
    await reverse();
    await project();
    const calls = financeCalls(setting.kit);
    const [family] = setting.families;
    if (family === undefined) throw new Error("two families have paid");
    const { body: trace } = await calls.trace(family.guardian, short);
    expect(trace.reversal).toMatchObject({ shortFen: LESSON_FEN });
    expect(trace.lessons[1]).toMatchObject({ status: "reversed", money: "reversed" });
    expect(trace.lessons[1]).not.toHaveProperty("nextStep");
    const today = shanghaiDate(setting.kit.now());
    const { institutionId } = setting;
    const role = { role: "institution", institutionId, duties: ["finance"] } as const;
    const finance = await seedMember(setting.kit.table, "finance", role);
    const query = { from: today, to: today };
    const { body } = await calls.statement(finance, institutionId, query);
    expect(body.days.at(-1).totalsFen).toMatchObject({
      ...{ reversed: 2 * LESSON_FEN, short: LESSON_FEN },
    });
  });
});
