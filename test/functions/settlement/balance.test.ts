import { beforeEach, describe, expect, it } from "vitest";
import { BANK_WINDOW_MS } from "../../../adapters/bank/bank-protocol.ts";
import { InstitutionId, UnitId } from "../../../domain/shared/ids.ts";
import { toRfc3339 } from "../../../domain/shared/time.ts";
import { notifyPayIn as notifyContract } from "../../../functions/enrolment/contracts.ts";
import { notifyPayIn } from "../../../functions/enrolment/notify-pay-in.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import * as contracts from "../../../functions/settlement/contracts.ts";
import { listTasks } from "../../../functions/settlement/list-tasks.ts";
import { pushBalance } from "../../../functions/settlement/push-balance.ts";
import { resolveTask } from "../../../functions/settlement/resolve-task.ts";
import { projectPositions } from "../../../functions/stream/project-positions.ts";
import { callAsBank, seedBankKey } from "../../support/bank-door.ts";
import { call, once, seedMember, type TestKit } from "../../support/door.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { entriesIn } from "../../support/events.ts";
import { misplace, MISPLACED_FEN } from "../../support/finance.ts";
import { aBoundInstitution, fundsOfficer, seedInstitution } from "../../support/institution.ts";
import {
  CUSTODY_ACCOUNT,
  enrolmentId,
  PAYOUT_ACCOUNT,
  paymentId,
  SANDBOX_BANK,
} from "../../support/money-builders.ts";
import { LESSON_FEN, PRICE_FEN } from "../../support/taught-class.ts";

let setting: EarnedSetting;
beforeEach(async () => {
  setting = await earnedSetting(1, 2);
  await project();
});

const HELD_FEN = 2 * PRICE_FEN;
const project = async (): Promise<void> => {
  await projectPositions(setting.kit.table)(entriesIn(setting.kit.table));
};
const push = (
  balanceFen: number,
  changes: object = {},
  signer = setting.signer,
  kit: TestKit = setting.kit,
) =>
  callAsBank(httpLambda(contracts.pushBalance, pushBalance, kit), kit, signer, {
    custodyAccountNo: CUSTODY_ACCOUNT,
    balanceFen,
    asOf: toRfc3339(setting.kit.now()),
    serialCount: 2,
    ...changes,
  });
const tasksOf = async (as = setting.officer) =>
  (await call(httpLambda(contracts.listTasks, listTasks, setting.kit), { as })).body.tasks;

describe("a bank's balance", () => {
  it("agrees when the bank holds what the orders hold, and is an entry", async () => {
    const told = await push(HELD_FEN);
    expect([told.status, told.body.outcome]).toEqual([200, "agrees"]);
    expect(entriesIn(setting.kit.table).at(-1)).toMatchObject({
      eventName: "balance-compared",
      actor: "bank:sandbox-bank",
      data: { balanceFen: HELD_FEN, heldFen: HELD_FEN, outcome: "agrees" },
    });
    expect(await tasksOf()).toEqual([]);
    expect(setting.kit.defects).toEqual([]);
  });

  it("may be lower by what is on its way out, and not by a fen more", async () => {
    await setting.line.instruct();
    await project();
    expect((await push(HELD_FEN - 2 * LESSON_FEN)).body.outcome).toBe("under-way");
    setting.kit.advance(1);
    expect((await push(HELD_FEN - 2 * LESSON_FEN - 1)).body.outcome).toBe("break");
  });

  it("is to hold what is held aside as well, until that has gone back", async () => {
    const { kit } = setting;
    await misplace(kit, enrolmentId(1), { bankSerial: "SB9001" });
    expect((await push(HELD_FEN + MISPLACED_FEN)).body.outcome).toBe("agrees");
    kit.advance(BANK_WINDOW_MS + 1);
    expect((await push(HELD_FEN)).body.outcome).toBe("break");
  });

  it("counts money aside on this very account, wherever the order lies that it was meant for", async () => {
    const { kit, signer } = setting;
    const custodyAccountNo = "88000002";
    const neighbour = {
      institutionId: InstitutionId.parse("ins_01KJNP0000000000000000000B"),
      countyUnitId: UnitId.parse("unt_411103"),
    };
    const account = { bankId: SANDBOX_BANK, custodyAccountNo };
    await seedInstitution(
      kit,
      aBoundInstitution({
        ...neighbour,
        account: { ...account, payoutAccountNo: PAYOUT_ACCOUNT, boundAt: kit.now() },
      }),
    );
    const astray = await callAsBank(httpLambda(notifyContract, notifyPayIn, kit), kit, signer, {
      ...{ bankSerial: "SB9002", paymentId: paymentId(1), custodyAccountNo },
      ...{ amountFen: MISPLACED_FEN, paidAt: toRfc3339(kit.now()) },
    });
    expect(astray.body.outcome).toBe("suspense");
    expect((await push(HELD_FEN)).body.outcome).toBe("agrees");
    expect((await push(MISPLACED_FEN, { custodyAccountNo })).body.outcome).toBe("agrees");
  });

  it("is compared without looking at what is held aside on other accounts of the county", async () => {
    const { kit } = setting;
    await misplace(kit, enrolmentId(1), { bankSerial: "SB9001" });
    await misplace(kit, enrolmentId(1), { bankSerial: "SB9003", accountNo: "88000002" });
    await misplace(kit, enrolmentId(1), { bankSerial: "SB9004", accountNo: `${CUSTODY_ACCOUNT}9` });
    const read: string[] = [];
    const getMany: typeof kit.table.getMany = (keys) => {
      read.push(...keys.map(({ pk }) => pk));
      return kit.table.getMany(keys);
    };
    const told = await push(HELD_FEN + MISPLACED_FEN, {}, setting.signer, {
      ...kit,
      table: { ...kit.table, getMany },
    });
    expect(told.body.outcome).toBe("agrees");
    expect(read.filter((pk) => pk.startsWith("PIN#"))).toEqual(["PIN#sandbox-bank#SB9001"]);
  });

  it("that lacks money opens one task with a day for the county, until it is settled", async () => {
    for (const lacking of [5, 6, 5]) {
      expect((await push(HELD_FEN - lacking)).body.outcome).toBe("break");
      setting.kit.advance(60_000);
    }
    const [task, ...others] = await tasksOf();
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      kind: "balance-break",
      reasonCode: "bank-holds-less",
      amountFen: 5,
      state: "open",
      dueAt: "2026-03-07T09:00:00.000+08:00",
    });
    expect(await tasksOf(setting.neighbour)).toEqual([]);
    setting.kit.advance(24 * 3_600_000);
    expect((await tasksOf())[0].overdue).toBe(true);

    const settled = await call(httpLambda(contracts.resolveTask, resolveTask, setting.kit), {
      as: setting.officer,
      path: { taskId: task.taskId },
      body: { action: "settled-otherwise", finding: "银行更正 the bank's mistake" },
      headers: once(),
    });
    expect(settled.status).toBe(200);
    await push(HELD_FEN - 5);
    expect(await tasksOf()).toHaveLength(2);
  });

  it("is compared with the orders themselves where the totals lag", async () => {
    await setting.line.instruct();
    setting.kit.advance(1);
    expect((await push(HELD_FEN - LESSON_FEN)).body.outcome).toBe("under-way");
  });

  it("that was overtaken on its way changes nothing", async () => {
    await push(HELD_FEN);
    const count = entriesIn(setting.kit.table).length;
    const late = await push(1, { asOf: toRfc3339(setting.kit.now() - 1) });
    expect(late.body).toEqual({ outcome: "agrees", asOf: toRfc3339(setting.kit.now()) });
    expect(entriesIn(setting.kit.table)).toHaveLength(count);
  });

  it("is told by the account's own bank alone", async () => {
    const stranger = await seedBankKey(setting.kit, "other-bank");
    expect((await push(HELD_FEN, {}, stranger)).status).toBe(404);
    expect((await push(HELD_FEN, { custodyAccountNo: "99999999" })).status).toBe(404);
    expect((await push(-1)).status).toBe(400);
  });
});

describe("the list of tasks", () => {
  it("goes over the counties of an officer's area, a page at a time", async () => {
    await push(HELD_FEN - 5);
    const city = await seedMember(setting.kit.table, "city-officer", fundsOfficer("unt_411100"));
    expect(await tasksOf(city)).toHaveLength(1);
    const handler = httpLambda(contracts.listTasks, listTasks, setting.kit);
    const other = { kind: "return-refused" };
    expect((await call(handler, { as: city, query: other })).body.tasks).toEqual([]);
    const forged = await call(handler, { as: city, query: { cursor: "x.y" } });
    expect([forged.status, forged.body.code]).toEqual([400, "input.cursor-invalid"]);
  });
});
