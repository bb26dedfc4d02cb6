import { beforeEach, describe, expect, it } from "vitest";
import { BankRefused } from "../../../adapters/bank/bank-client.ts";
import type { SQSRecord } from "aws-lambda";
import { REST_BEFORE_RETRY_MS } from "../../../domain/custody/instruction.ts";
import { actOnDue } from "../../../functions/deadline/act-on-due.ts";
import { DueMessage } from "../../../functions/deadline/due-message.ts";
import * as deadlines from "../../../functions/deadline/contracts.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { queueLambda } from "../../../functions/kit/queue.ts";
import * as contracts from "../../../functions/settlement/contracts.ts";
import { listTasks } from "../../../functions/settlement/list-tasks.ts";
import { resolveTask } from "../../../functions/settlement/resolve-task.ts";
import { call, once } from "../../support/door.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { entriesIn } from "../../support/events.ts";
import { executed, reportResult } from "../../support/release-line.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

let setting: EarnedSetting;
beforeEach(async () => {
  setting = await earnedSetting();
  setting.bank.beforeAnswer = () => Promise.reject(new BankRefused("bank.closed-for-today"));
  await setting.line.instruct();
  await setting.line.send();
});

const returns = () =>
  entriesIn(setting.kit.table).filter((entry) => entry.eventName === "release-returned");
/** Half an hour later, everything that came back and is due is seen to, by two messages at once. */
const followUp = async (): Promise<void> => {
  const { kit } = setting;
  kit.advance(REST_BEFORE_RETRY_MS);
  const act = queueLambda(deadlines.actOnDue, DueMessage, actOnDue, kit);
  const due = kit.table.all().filter(({ type, duepk }) => type === "instruction" && duepk);
  const record = (messageId: string, { pk, sk, type, duesk }: (typeof due)[number]) =>
    ({ messageId, body: JSON.stringify({ pk, sk, type, duesk }) }) as SQSRecord;
  const Records = due.flatMap((item) => [record("first", item), record("again", item)]);
  expect(await act({ Records })).toEqual({ batchItemFailures: [] });
};
const tasks = async () => {
  const handler = httpLambda(contracts.listTasks, listTasks, setting.kit);
  return (await call(handler, { as: setting.officer })).body.tasks;
};
const resolve = (taskId: string, action: string) =>
  call(httpLambda(contracts.resolveTask, resolveTask, setting.kit), {
    as: setting.officer,
    path: { taskId },
    body: { action, finding: "银行已更正账户 the bank has corrected it" },
    headers: once(),
  });

describe("a release that came back", () => {
  it("is instructed once more after a rest under another id, however often it is seen to", async () => {
    expect(setting.instructionCount()).toBe(1);
    await followUp();
    await followUp();
    expect(setting.instructionCount()).toBe(2);
    expect((await setting.enrolment()).balances).toMatchObject({
      earned: 0,
      releasing: LESSON_FEN,
    });
    setting.bank.beforeAnswer = () => Promise.resolve();
    await setting.line.send();
    const order = setting.bank.asked.at(-1);
    if (order === undefined) throw new Error("the bank is asked again");
    expect(new Set(setting.bank.asked.map((one) => one.instructionId)).size).toBe(2);
    await reportResult(setting.kit, setting.signer, executed(order));
    expect((await setting.enrolment()).balances.released).toBe(LESSON_FEN);
    expect(await tasks()).toEqual([]);
  });

  it("a second time becomes one task; a person has it instructed again, once", async () => {
    await followUp();
    await setting.line.send();
    expect(returns()).toHaveLength(2);
    await followUp();
    await followUp();
    expect(setting.instructionCount()).toBe(2);
    const [task, ...others] = await tasks();
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      kind: "release-refused",
      reasonCode: "bank.closed-for-today",
      amountFen: LESSON_FEN,
      about: { lessonNumber: 1, institutionId: setting.institutionId },
    });
    expect((await setting.enrolment()).balances.earned).toBe(LESSON_FEN);

    const answers = await Promise.all([1, 2].map(() => resolve(task.taskId, "instruct-again")));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(setting.instructionCount()).toBe(3);
    expect((await setting.enrolment()).balances.releasing).toBe(LESSON_FEN);
    const [resolved] = await tasks();
    expect(resolved).toMatchObject({
      state: "resolved",
      resolution: { action: "instruct-again", officerId: setting.officer.memberId },
    });
    expect(setting.kit.defects).toEqual([]);
  });

  it("is not instructed by a task whose lesson has gone on meanwhile", async () => {
    await followUp();
    await setting.line.send();
    await followUp();
    const [task] = await tasks();
    const confirmed = entriesIn(setting.kit.table).find((e) => e.eventName === "lesson-confirmed");
    if (confirmed === undefined) throw new Error("the lesson is confirmed");
    await setting.line.deliver({ ...confirmed, sequence: confirmed.sequence + 100 });
    const refused = await resolve(task.taskId, "instruct-again");
    expect([refused.status, refused.body.code]).toEqual([409, "custody.lesson-not-earned"]);
    expect((await tasks())[0].state).toBe("open");
    expect((await resolve(task.taskId, "settled-otherwise")).status).toBe(200);
  });
});
