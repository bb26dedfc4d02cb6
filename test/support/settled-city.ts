import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventBridgeEvent } from "aws-lambda";
import * as z from "zod";
import { createBankClient } from "../../adapters/bank/bank-client.ts";
import type { PublicJwk } from "../../adapters/signing/keys.ts";
import { keys } from "../../adapters/table/keys.ts";
import { InstitutionState } from "../../domain/institution/institution.ts";
import { PayInSuspended, ReleaseInstructed } from "../../events/custody.ts";
import { LessonConfirmed } from "../../events/lesson.ts";
import { ReturnInstructed } from "../../events/settlement.ts";
import * as custody from "../../functions/custody/contracts.ts";
import { instructRelease } from "../../functions/custody/instruct-release.ts";
import { sendInstruction } from "../../functions/custody/send-instruction.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import * as settlement from "../../functions/settlement/contracts.ts";
import { listMySuspendedPayments } from "../../functions/settlement/list-my-suspended-payments.ts";
import { listSuspendedPayments } from "../../functions/settlement/list-suspended-payments.ts";
import { listTasks } from "../../functions/settlement/list-tasks.ts";
import { resolveTask } from "../../functions/settlement/resolve-task.ts";
import { returnPayIn } from "../../functions/settlement/return-pay-in.ts";
import { sendReturn } from "../../functions/settlement/send-return.ts";
import * as suspense from "../../functions/settlement/suspense-contracts.ts";
import { projectPositions } from "../../functions/stream/project-positions.ts";
import { startSandboxBank } from "../../local/sandbox-bank/sandbox-bank.ts";
import { call, type Caller, once, seedMember, seedUnits } from "./door.ts";
import { startPlatformOf } from "./bank-end.ts";
import { anOpenClass, aPaymentBank, aStudent, doors, personalTestKit } from "./enrolment.ts";
import { busEvent, entriesIn } from "./events.ts";
import { aBoundInstitution, anInstitution, fundsOfficer, seedInstitution } from "./institution.ts";
import { earnLesson, lessonCalls } from "./lessons.ts";
import { testKey } from "./signing.ts";

const PAYOUT_ACCOUNT = "6222000012345678";
export const PAYER_ACCOUNT = "6217000000001111";
/** The sandbox bank finds this payer's account closed. */
export const CLOSED_ACCOUNT = "6217000000009999";
/** Longer than a family may take a confirmation back. */
const UNDO_IS_OVER_MS = 60 * 60_000;

/**
 * A city with the sandbox bank on the other side of real HTTP: its notices come to the real use cases, and
 * the consumers of events are woken as the bus wakes them, again where they fail.
 */
export async function settledCity() {
  const kit = personalTestKit();
  const { table } = kit;
  const dataDir = await mkdtemp(join(tmpdir(), "settled-city-"));
  const platform = await startPlatformOf(kit);
  const bank = await startSandboxBank({
    port: 0,
    dataDir,
    platformUrl: platform.url,
    now: kit.now,
    pauseAfter: () => 5,
  });
  const platformKey = testKey("platform/2026-1");
  bank.trustPlatformKey(platformKey.publicJwk);
  const trust = (jwk: PublicJwk, revokedAt?: number) =>
    table.commit([
      {
        kind: "put",
        item: {
          ...keys.bankKey("sandbox-bank", jwk.kid),
          type: "bank-key",
          jwk: { ...jwk },
          ...(revokedAt === undefined ? {} : { revokedAt }),
        },
      },
    ]);
  await trust(bank.publicJwk);
  const client = createBankClient({
    baseUrl: bank.url,
    signer: platformKey.signer,
    fetch,
    now: kit.now,
    newNonce: randomUUID,
    bankKeyFor: (keyId) => kit.banks.publicKey(keyId),
  });
  const bankKit = { ...kit, bank: () => client, knowsBank: () => true };

  await seedUnits(table);
  const { institutionId, name, uscc } = anInstitution();
  const { confirmation } = await client.openCustodyAccount({
    platformRequestId: "req_1",
    ...{ institutionId, uscc, holderName: name },
    payoutAccountNo: PAYOUT_ACCOUNT,
    payoutAccountHolder: name,
  });
  const { custodyAccountNo } = confirmation;
  const account = { bankId: "sandbox-bank", custodyAccountNo, payoutAccountNo: PAYOUT_ACCOUNT };
  await seedInstitution(
    kit,
    aBoundInstitution({
      account: InstitutionState.shape.account.parse({ ...account, boundAt: kit.now() }),
    }),
  );
  const works = (duty: "owner" | "teacher") =>
    seedMember(table, duty, { role: "institution", institutionId, duties: [duty] });
  const [owner, teacher] = [await works("owner"), await works("teacher")];
  const guardian = await seedMember(table, "guardian", { role: "guardian" });
  const officer = await seedMember(table, "officer", fundsOfficer("unt_411102"));
  const { signer } = testKey("sandbox-bank/unused");
  const market = {
    ...{ kit: bankKit, bank: aPaymentBank(), signer, owner, guardian, institutionId },
  };
  const door = doors(market);

  const consumers: Readonly<
    Record<string, (event: EventBridgeEvent<string, unknown>) => Promise<void>>
  > = {
    [LessonConfirmed.name]: eventLambda(
      custody.instructRelease,
      LessonConfirmed,
      instructRelease,
      kit,
    ),
    [ReleaseInstructed.name]: eventLambda(
      custody.sendInstruction,
      ReleaseInstructed,
      sendInstruction,
      bankKit,
    ),
    [PayInSuspended.name]: eventLambda(settlement.returnPayIn, PayInSuspended, returnPayIn, kit),
    [ReturnInstructed.name]: eventLambda(
      settlement.sendReturn,
      ReturnInstructed,
      sendReturn,
      bankKit,
    ),
  };
  const done = new Set<string>();
  /** Wakes each consumer for what it has not heard of; what fails stays for the next time. */
  const pump = async (): Promise<void> => {
    for (const entry of entriesIn(table)) {
      const id = `${entry.pk}/${entry.sequence}`;
      if (done.has(id)) continue;
      await projectPositions(table)([entry]);
      try {
        await consumers[entry.eventName]?.(busEvent(entry));
        done.add(id);
      } catch {
        // The bus brings it again.
      }
    }
  };

  const admin = async (method: "GET" | "POST" | "PUT", path: string, body?: object) => {
    const response = await fetch(`${bank.url}/admin/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers freely
    return (await response.json()) as any;
  };
  const handlers = {
    listMine: httpLambda(suspense.listMySuspendedPayments, listMySuspendedPayments, kit),
    listSuspended: httpLambda(suspense.listSuspendedPayments, listSuspendedPayments, kit),
    listTasks: httpLambda(settlement.listTasks, listTasks, kit),
    resolveTask: httpLambda(settlement.resolveTask, resolveTask, kit),
  };

  return {
    ...{ kit, bank, door, guardian, officer, teacher, trust, pump, admin, custodyAccountNo },
    institutionId,
    enrolmentOf: async (enrolmentId: string) => (await door.getEnrolment(enrolmentId)).body,
    /** An order that is signed, and the page at the bank where it is to be paid. */
    async anOrder(startsAfterDays = 0) {
      const { classId } = await anOpenClass(door, { startsAfterDays });
      const { studentId } = (await door.addStudent(aStudent())).body;
      const { enrolmentId, termsHash } = (await door.placeOrder({ studentId, classId })).body;
      await door.signContract(enrolmentId, termsHash);
      const asked = await door.payOrder(enrolmentId);
      const { payUrl, amountFen } = z
        .object({ payUrl: z.string(), amountFen: z.int() })
        .parse(asked.body);
      return { enrolmentId: String(enrolmentId), classId, payUrl, amountFen };
    },
    payAtBank: async (payUrl: string, amountFen: number, payerAccountNo = PAYER_ACCOUNT) => {
      const response = await fetch(payUrl, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ amountFen, payerAccountNo }),
      });
      return response.json() as Promise<{ bankSerial: string }>;
    },
    /** The family confirms the first lesson, and lets the time pass in which it may take that back. */
    earn: async (enrolmentId: string, classId: string) => {
      kit.advance(2 * 24 * 3_600_000);
      const family = { guardian, enrolmentId } as Parameters<typeof earnLesson>[2][number];
      await earnLesson(lessonCalls(kit, classId), teacher, [family], "1");
      kit.advance(UNDO_IS_OVER_MS);
    },
    mine: async (as: Caller = guardian) => (await call(handlers.listMine, { as })).body.payments,
    suspended: (as: Caller = officer, query = {}) => call(handlers.listSuspended, { as, query }),
    tasks: (as: Caller = officer, query = {}) => call(handlers.listTasks, { as, query }),
    resolve: (taskId: string, action: string, as: Caller = officer, headers = once()) =>
      call(handlers.resolveTask, {
        as,
        path: { taskId },
        body: { action, finding: "已电话核实 checked by telephone" },
        headers,
      }),
    async balances() {
      const { accounts } = await admin("GET", "accounts");
      const of = (no: string): number =>
        accounts.find((one: { accountNo: string }) => one.accountNo === no)?.balanceFen ?? 0;
      return { custodyFen: of(custodyAccountNo), payoutFen: of(PAYOUT_ACCOUNT) };
    },
    async stop() {
      await bank.stop();
      await platform.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
export type SettledCity = Awaited<ReturnType<typeof settledCity>>;
