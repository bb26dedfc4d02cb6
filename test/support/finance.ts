import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { suspendedPayInKind } from "../../adapters/repositories/pay-ins.ts";
import { suspendPayIn } from "../../domain/custody/pay-in.ts";
import { InstitutionId } from "../../domain/shared/ids.ts";
import { fen } from "../../domain/shared/money.ts";
import { instructRelease } from "../../functions/custody/contracts.ts";
import { taskContext } from "../../functions/kit/event.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import * as contracts from "../../functions/settlement/finance-contracts.ts";
import { getConsumptionTrace } from "../../functions/settlement/get-consumption-trace.ts";
import { getReleaseForecast } from "../../functions/settlement/get-release-forecast.ts";
import { getSettlementStatement } from "../../functions/settlement/get-settlement-statement.ts";
import { projectPositions } from "../../functions/stream/project-positions.ts";
import { seedBankKey } from "./bank-door.ts";
import { seedCalendar } from "./deadlines.ts";
import { call, type Caller, seedMember, type TestKit } from "./door.ts";
import { disputeCalls } from "./disputes.ts";
import { withTestVault } from "./enrolment.ts";
import { earnLesson, lessonCalls, present } from "./lessons.ts";
import { enrolmentId, exactPayIn } from "./money-builders.ts";
import { executed, fakeBank, rejected, releaseLine, reportResult } from "./release-line.ts";
import { entryItems, readerOf, streamBatch } from "./stream.ts";
import { taughtClass } from "./taught-class.ts";

type Query = Readonly<Record<string, string>>;

/** Money that paid nothing, on the account of the class's institution. */
export const MISPLACED_FEN = 12_345;

/** What families and finance persons see of the money, as they ask for it. */
export const financeCalls = (kit: TestKit) => ({
  trace: (as: Caller, enrolment: string) =>
    call(httpLambda(contracts.getConsumptionTrace, getConsumptionTrace, kit), {
      as,
      path: { enrolmentId: enrolment },
    }),
  statement: (as: Caller, institutionId: string, query: Query) =>
    call(httpLambda(contracts.getSettlementStatement, getSettlementStatement, kit), {
      as,
      path: { institutionId },
      query,
    }),
  forecast: (as: Caller, institutionId: string, query: Query = {}) =>
    call(httpLambda(contracts.getReleaseForecast, getReleaseForecast, kit), {
      as,
      path: { institutionId },
      query,
    }),
});

/**
 * Two families on 6 March 2026. Both confirmed lesson 1: the first one's fee is paid out, the second one's
 * came back. Of lesson 2 the first family is asked, and the second disputes it.
 */
export async function busyClass() {
  const world = await taughtClass();
  const { kit, institutionId, teacher, families } = world;
  const [first, second] = [enrolmentId(1), enrolmentId(2)];
  const lessons = lessonCalls(kit, world.classId);
  await seedCalendar(kit);
  await earnLesson(lessons, teacher, families);
  const bank = fakeBank();
  const signer = await seedBankKey(kit);
  const line = releaseLine(kit, bank);
  await line.instruct();
  await line.send();
  const [paid, back] = bank.asked;
  if (paid === undefined || back === undefined) throw new Error("two fees were instructed");
  for (const result of [executed(paid), rejected(back)]) {
    const { status } = await reportResult(kit, signer, result);
    if (status !== 200) throw new Error(`the bank's result was answered with ${status}`);
  }
  await lessons.attend(teacher, present(first, second), { session: "2" });
  await lessons.request(teacher, [first, second], { session: "2" });
  const guardianOf = (n: number): Caller => {
    const guardian = families[n]?.guardian;
    if (guardian === undefined) throw new Error(`there is no family ${n}`);
    return guardian;
  };
  await disputeCalls(withTestVault(kit)).dispute(guardianOf(1), second, { lesson: "2" });

  const project = async (): Promise<void> => {
    const { table } = kit;
    const items = entryItems(table.stream().map((record) => record.after));
    await readerOf(projectPositions, table)(streamBatch(items));
  };
  await project();
  const works = (at: string, duty: "finance" | "teacher") =>
    ({ role: "institution", institutionId: at, duties: [duty] }) as const;
  return {
    ...{ world, kit, institutionId, first, second, lessons, project },
    ...{ paid, back, family: guardianOf(0), otherFamily: guardianOf(1) },
    finance: await seedMember(kit.table, "finance", works(institutionId, "finance")),
    stranger: await seedMember(kit.table, "finance-elsewhere", works("ins_other", "finance")),
    ...financeCalls(kit),

    /** A payment under no order of ours, on the account of this institution or of a neighbour. */
    misplace: (bankSerial: string, holderId: string = institutionId) =>
      misplace(kit, first, { bankSerial, holderId }),
  };
}
export type BusyClass = Awaited<ReturnType<typeof busyClass>>;

/** A payment under no order, on the account into which an order's money goes. */
export async function misplace(
  kit: TestKit,
  enrolmentOfAccount: string,
  {
    bankSerial,
    holderId,
    accountNo,
  }: { readonly bankSerial: string; readonly holderId?: string; readonly accountNo?: string },
): Promise<void> {
  const found = await aggregates(kit.table, enrolmentKind).find(enrolmentOfAccount);
  if (found === undefined) throw new Error("no enrolment");
  const { countyUnitId, institutionId } = found.state;
  const { suspended, event } = suspendPayIn(
    exactPayIn(found.state, {
      bankSerial,
      amountFen: fen(MISPLACED_FEN),
      ...(accountNo === undefined ? {} : { custodyAccountNo: accountNo }),
    }),
    "custody.pay-in-unknown-reference",
    undefined,
    kit.now(),
    { countyUnitId, institutionId: InstitutionId.parse(holderId ?? institutionId) },
  );
  const context = taskContext(instructRelease, kit, { correlationId: "s", causationId: "s" });
  const changes = aggregates(kit.table, suspendedPayInKind).create(suspended, event, context);
  await kit.table.commit(changes.map((change) => change.write));
}
