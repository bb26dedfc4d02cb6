import type { EventBridgeEvent } from "aws-lambda";
import type { BankClient } from "../../adapters/bank/bank-client.ts";
import type { Entry } from "../../adapters/journal.ts";
import type { Signer } from "../../adapters/signing/keys.ts";
import { ReleaseInstructed } from "../../events/custody.ts";
import { DisputeFoundForInstitution, LessonConfirmed, LessonDeemed } from "../../events/lesson.ts";
import * as contracts from "../../functions/custody/contracts.ts";
import { instructRelease } from "../../functions/custody/instruct-release.ts";
import { reportInstructionResult } from "../../functions/custody/report-instruction-result.ts";
import { sendInstruction } from "../../functions/custody/send-instruction.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import { callAsBank } from "./bank-door.ts";
import type { Answer, TestKit } from "./door.ts";
import { bankThat, busEvent, entriesIn } from "./events.ts";
import { projectAll } from "./freezes.ts";

type Order = Parameters<BankClient["release"]>[0];

/** A bank in memory: it pays once for each instruction, however often it is asked. */
export function fakeBank() {
  const paid = new Map<string, Order>();
  const asked: Order[] = [];
  const bank = {
    paid,
    asked,
    /** What happens before the bank answers: it may throw, or report at once. */
    beforeAnswer: (_order: Order): Promise<void> => Promise.resolve(),
    client: bankThat({
      release: async (order) => {
        asked.push(order);
        await bank.beforeAnswer(order);
        paid.set(order.instructionId, order);
        return { accepted: true };
      },
    }),
  };
  return bank;
}
export type FakeBank = ReturnType<typeof fakeBank>;

type Consumer = (event: EventBridgeEvent<string, unknown>) => Promise<void>;

/** What makes a lesson's fee earned. */
const EARNED = [LessonConfirmed, LessonDeemed, DisputeFoundForInstitution];

/** The consumers of the way from a confirmed lesson to a paid fee, wired as the bus wires them. */
export function releaseLine(kit: TestKit, bank: FakeBank) {
  const bankKit = { ...kit, bank: () => bank.client, knowsBank: () => true };
  const instruct = eventLambda(contracts.instructRelease, EARNED, instructRelease, kit);
  const consumers: Readonly<Record<string, Consumer>> = {
    ...Object.fromEntries(EARNED.map(({ name }) => [name, instruct])),
    [ReleaseInstructed.name]: eventLambda(
      contracts.sendInstruction,
      ReleaseInstructed,
      sendInstruction,
      bankKit,
    ),
  };
  const consumed = (name: string): readonly Entry[] =>
    entriesIn(kit.table).filter((entry) => entry.eventName === name);
  return {
    isConsumed: (entry: Entry): boolean => entry.eventName in consumers,
    deliver: async (entry: Entry): Promise<void> => {
      await consumers[entry.eventName]?.(busEvent(entry));
    },
    /** Draws up an instruction for each confirmed lesson; the positions have come to their orders by then. */
    async instruct(): Promise<void> {
      await projectAll(kit);
      for (const { name } of EARNED) for (const entry of consumed(name)) await this.deliver(entry);
    },
    /** Sends each instruction to the bank. */
    async send(): Promise<void> {
      await projectAll(kit);
      for (const entry of consumed(ReleaseInstructed.name)) await this.deliver(entry);
    },
  };
}

/** What the bank says of an order; `changes` make it say something else. */
export const executed = (order: Order, changes: Readonly<Record<string, unknown>> = {}) => ({
  instructionId: order.instructionId,
  outcome: "executed",
  amountFen: order.amountFen,
  bankSerial: `SB-${order.instructionId.slice(-8)}`,
  executedAt: "2026-03-06T09:00:00+08:00",
  ...changes,
});

export const rejected = (order: Order, reason = "insufficient-balance") => ({
  instructionId: order.instructionId,
  outcome: "rejected",
  amountFen: order.amountFen,
  executedAt: "2026-03-06T09:00:00+08:00",
  reason,
});

export const reportResult = (
  kit: TestKit,
  signer: Signer,
  body: unknown,
  options?: Parameters<typeof callAsBank>[4],
): Promise<Answer> =>
  callAsBank(
    httpLambda(contracts.reportInstructionResult, reportInstructionResult, kit),
    kit,
    signer,
    body,
    options,
  );
