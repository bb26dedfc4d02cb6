import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonsOf } from "../../adapters/repositories/lesson-items.ts";
import { findRefund } from "../../adapters/repositories/refund-items.ts";
import type { Signer } from "../../adapters/signing/keys.ts";
import type { MemoryTable } from "../../adapters/table/memory-table.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import type { RefundState } from "../../domain/refund/refund.ts";
import * as family from "../../functions/refund/contracts.ts";
import * as parties from "../../functions/refund/party-contracts.ts";
import * as views from "../../functions/refund/view-contracts.ts";
import type { UseCaseContract } from "../../functions/kit/contract.ts";
import type { PersonalKit } from "../../functions/kit/personal-deps.ts";
import { type Ask, askerOf } from "./asker.ts";
import { seedBankKey } from "./bank-door.ts";
import { dueLine, seedCalendar } from "./deadlines.ts";
import { type Answer, type Caller, seedMember, type TestKit } from "./door.ts";
import { withTestVault } from "./enrolment.ts";
import { aRefundBank } from "./refund-bank.ts";
import { refundEngine } from "./refund-engine.ts";
import { taughtClass, type TaughtClass } from "./taught-class.ts";

const contracts = [
  ...family.useCases,
  ...parties.useCases,
  ...views.useCases,
] as readonly UseCaseContract[];

export type RefundKit = TestKit & PersonalKit;

/** A class whose families may ask their money back, with everyone around, the bank and the workflow. */
export interface RefundCity extends Omit<TaughtClass, "kit"> {
  readonly kit: RefundKit;
  readonly guardian: Caller;
  readonly otherGuardian: Caller;
  readonly enrolmentId: string;
  readonly finance: Caller;
  readonly bank: ReturnType<typeof aRefundBank>;
  readonly signer: Signer;
  readonly engine: ReturnType<typeof refundEngine>;
  /** Calls an operation by its id; whatever follows from it arrives. */
  readonly ask: Ask;
  /** The clock goes on by so much, in steps of at most six hours; what is due is done. */
  pass(milliseconds: number): Promise<void>;
  refund(refundId: string): Promise<RefundState>;
  enrolment(): Promise<EnrolmentState>;
  lessonStatuses(): Promise<readonly string[]>;
}

const STEP_MS = 6 * 3_600_000;

/** @param between what lies between everybody and the table */
export async function refundCity(
  between: (table: MemoryTable) => MemoryTable = (table) => table,
): Promise<RefundCity> {
  const world = await taughtClass();
  const kit = withTestVault({ ...world.kit, table: between(world.kit.table) });
  await seedCalendar(kit);
  const { table } = kit;
  const ask = await askerOf(contracts, kit);
  const [first, second] = world.families;
  if (first === undefined || second === undefined) throw new Error("the class has two families");
  const { enrolmentId } = first;
  const bank = aRefundBank();
  const engine = refundEngine(kit, bank);
  const due = dueLine(kit);
  const works = { role: "institution", institutionId: world.institutionId } as const;
  return {
    ...world,
    kit,
    guardian: first.guardian,
    otherGuardian: second.guardian,
    enrolmentId,
    finance: await seedMember(table, "finance", { ...works, duties: ["finance"] }),
    bank,
    signer: await seedBankKey(kit),
    engine,
    async ask(id, as, asked) {
      const answer = await ask(id, as, asked);
      await engine.settle();
      return answer;
    },
    async pass(milliseconds) {
      for (let left = milliseconds; left > 0; left -= STEP_MS) {
        const step = Math.min(left, STEP_MS);
        kit.advance(step);
        await engine.room.advance(step / 1000);
        await due.minute();
        await engine.settle();
      }
    },
    async refund(refundId) {
      const found = await findRefund(table, refundId);
      if (found === undefined) throw new Error(`there is no ${refundId}`);
      return found.state;
    },
    async enrolment() {
      const found = await aggregates(table, enrolmentKind).find(enrolmentId);
      if (found === undefined) throw new Error(`there is no ${enrolmentId}`);
      return found.state;
    },
    lessonStatuses: async () => (await lessonsOf(table, enrolmentId)).map(({ status }) => status),
  };
}

/** What a family asks, as the quote has it. */
export async function quoted(
  city: RefundCity,
  body: Readonly<Record<string, unknown>> = { ground: "consumer" },
): Promise<Answer["body"]> {
  const path = { enrolmentId: city.enrolmentId };
  const { status, body: quote } = await city.ask("quoteRefund", city.guardian, { path, body });
  if (status !== 200) throw new Error(JSON.stringify(quote));
  return quote;
}

/** Asks for a refund, and answers with its id. */
export async function requested(
  city: RefundCity,
  body?: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { quote } = await quoted(city, body);
  const path = { enrolmentId: city.enrolmentId };
  const answer = await city.ask("requestRefund", city.guardian, { path, body: { quote } });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.refundId;
}
