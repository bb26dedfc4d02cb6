import type { SQSRecord } from "aws-lambda";
import fc from "fast-check";
import { expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { BankRefused, BankUnavailable } from "../../../adapters/bank/bank-client.ts";
import { instructionKind } from "../../../adapters/repositories/instruction-kinds.ts";
import { REST_BEFORE_RETRY_MS } from "../../../domain/custody/instruction.ts";
import { actOnDue } from "../../../functions/deadline/act-on-due.ts";
import { DueMessage } from "../../../functions/deadline/due-message.ts";
import * as deadlines from "../../../functions/deadline/contracts.ts";
import { queueLambda } from "../../../functions/kit/queue.ts";
import type { Answer } from "../../support/door.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { entriesIn } from "../../support/events.ts";
import { attempts, DONE, type Outcome, playSequences } from "../../support/models/attempt.ts";
import { executed, rejected, reportResult } from "../../support/release-line.ts";
import { LESSON_FEN, PRICE_FEN } from "../../support/taught-class.ts";

/** One instruction to the bank to pay one lesson's fee. */
interface Instruction {
  readonly lesson: number;
  readonly attempt: number;
  status: "pending" | "sent" | "executed" | "rejected";
  serial?: string;
  /** Somebody still has to see to it that it came back. */
  isUnseen: boolean;
}

/** Two earned lessons on their way to the institution. */
interface Model {
  isInstructed: boolean;
  readonly instructions: Instruction[];
  tasks: number;
}

const LESSONS = [1, 2];
const seen = new Map<Outcome, number>();
/** How far the sequences have come. */
const reached = new Set<string>();
const outcomeOf = ({ status, body }: Answer): Outcome => (status < 300 ? DONE : body.code);

/** In the order in which they were drawn up. */
async function instructionsIn({ kit }: EarnedSetting) {
  const instructions = aggregates(kit.table, instructionKind);
  const opened = entriesIn(kit.table).filter((entry) => entry.eventName === "instruction-opened");
  const found = await instructions.findMany(opened.map((entry) => entry.aggregateId));
  return found.map(({ state }) => state);
}

async function agree(model: Model, setting: EarnedSetting): Promise<void> {
  const stored = await instructionsIn(setting);
  expect(stored.map(({ lessonNumber, status }) => `${lessonNumber} ${status}`)).toEqual(
    model.instructions.map(({ lesson, status }) => `${lesson} ${status}`),
  );
  const under = (...statuses: readonly Instruction["status"][]): number =>
    model.instructions.filter(({ status }) => statuses.includes(status)).length * LESSON_FEN;
  const releasing = under("pending", "sent");
  const released = under("executed");
  const earned = LESSONS.length * LESSON_FEN - releasing - released;
  const unconsumed = PRICE_FEN - LESSONS.length * LESSON_FEN;
  const { balances } = await setting.enrolment();
  expect(balances).toMatchObject({ paid: PRICE_FEN, unconsumed, earned, releasing, released });
  for (const { status, attempt: made } of model.instructions) reached.add(`${made} ${status}`);
  const tasks = setting.kit.table.all().filter(({ type }) => type === "task");
  expect(tasks).toHaveLength(model.tasks);
  expect(setting.kit.defects).toEqual([]);
}

const attempt = attempts(agree, seen);

const instruct = fc.constant(
  attempt({
    name: "tell of the confirmations",
    expected: () => DONE,
    apply: (model) => {
      if (model.isInstructed) return;
      model.isInstructed = true;
      for (const lesson of LESSONS)
        model.instructions.push({ lesson, attempt: 1, status: "pending", isUnseen: false });
    },
    act: async ({ line }) => {
      await line.instruct();
      return DONE;
    },
  }),
);

const reject = (instruction: Instruction): void => {
  Object.assign(instruction, { status: "rejected", isUnseen: true });
};

const send = fc
  .constantFrom("answers" as const, "answers" as const, "is-down", "refuses")
  .map((bank) =>
    attempt({
      name: `send to a bank that ${bank}`,
      expected: ({ instructions }) =>
        bank === "is-down" && instructions.some(({ status }) => status === "pending")
          ? "again"
          : DONE,
      apply: ({ instructions }) => {
        for (const instruction of instructions.filter(({ status }) => status === "pending"))
          if (bank === "refuses") reject(instruction);
          else instruction.status = "sent";
      },
      act: async ({ line, bank: fake }) => {
        fake.beforeAnswer = () => {
          if (bank === "is-down") return Promise.reject(new BankUnavailable("down"));
          return bank === "refuses"
            ? Promise.reject(new BankRefused("bank.closed-for-today"))
            : Promise.resolve();
        };
        try {
          await line.send();
          return DONE;
        } catch (error) {
          expect(error).toBeInstanceOf(BankUnavailable);
          return "again";
        }
      },
    }),
  );

const anyReport = fc.record({
  choice: fc.nat({ max: 3 }),
  outcome: fc.constantFrom("executed" as const, "executed" as const, "rejected" as const),
  serial: fc.constantFrom("SB-A", "SB-A", "SB-B"),
  surplusFen: fc.constantFrom(0, 0, 0, 0, 1),
});

const report = anyReport.map(({ choice, outcome, serial, surplusFen }) => {
  const chosen = ({ instructions }: Model): Instruction => {
    const instruction = instructions[choice % instructions.length];
    if (instruction === undefined) throw new Error("there is an instruction");
    return instruction;
  };
  return attempt({
    name: `report ${choice} ${outcome} ${serial} and ${surplusFen} fen`,
    can: ({ instructions }) => instructions.length > 0,
    expected: (model) => {
      if (surplusFen > 0) return "custody.result-wrong-amount";
      const { status, serial: first } = chosen(model);
      if (status === "pending" || status === "sent") return DONE;
      const isSame = status === outcome && (outcome === "rejected" || first === serial);
      return isSame ? DONE : "custody.result-contradicts";
    },
    apply: (model) => {
      const instruction = chosen(model);
      // Told again, it changes nothing.
      if (instruction.status === "executed" || instruction.status === "rejected") return;
      if (outcome === "rejected") reject(instruction);
      else Object.assign(instruction, { status: "executed", serial });
    },
    act: async (setting) => {
      const instructions = await instructionsIn(setting);
      const state = instructions[choice % instructions.length];
      if (state === undefined) throw new Error("there is an instruction");
      const { instructionId, custodyAccountNo, payoutAccountNo } = state;
      const amountFen = state.amountFen + surplusFen;
      const order = { instructionId, custodyAccountNo, payoutAccountNo, amountFen };
      const said =
        outcome === "executed" ? executed(order, { bankSerial: serial }) : rejected(order);
      return outcomeOf(await reportResult(setting.kit, setting.signer, said));
    },
  });
});

/** So many attempts the platform makes by itself; then a person looks. */
const OWN_ATTEMPTS = 2;

const rest = fc.constant(
  attempt({
    name: "rest, and see to what came back, twice at once",
    expected: () => DONE,
    apply: (model) => {
      for (const instruction of model.instructions.filter(({ isUnseen }) => isUnseen)) {
        instruction.isUnseen = false;
        const { lesson, attempt: made } = instruction;
        if (made === OWN_ATTEMPTS) model.tasks += 1;
        else
          model.instructions.push({
            lesson,
            attempt: made + 1,
            status: "pending",
            isUnseen: false,
          });
      }
    },
    act: async ({ kit }) => {
      kit.advance(REST_BEFORE_RETRY_MS);
      const act = queueLambda(deadlines.actOnDue, DueMessage, actOnDue, kit);
      const due = kit.table.all().filter(({ type, duepk }) => type === "instruction" && duepk);
      const inOrder = due.toSorted((a, b) => placeOf(kit, a.pk) - placeOf(kit, b.pk));
      for (const { pk, sk, type, duesk } of inOrder) {
        const body = JSON.stringify({ pk, sk, type, duesk });
        const Records = ["first", "again"].map((messageId) => ({ messageId, body }) as SQSRecord);
        expect(await act({ Records })).toEqual({ batchItemFailures: [] });
      }
      return DONE;
    },
  }),
);

/** When an instruction was drawn up, as a place among the entries. */
const placeOf = ({ table }: EarnedSetting["kit"], pk: string): number =>
  entriesIn(table).findIndex((entry) => entry.pk === pk);

async function aWorld(): Promise<{ model: Model; real: EarnedSetting }> {
  return {
    model: { isInstructed: false, instructions: [], tasks: 0 },
    real: await earnedSetting(LESSONS.length),
  };
}

it("earned money is paid out once, and comes back and goes again, exactly as its lifecycle says", async () => {
  const commands = [instruct, send, send, report, report, rest];
  await playSequences(commands, aWorld, { sequences: 80, length: 40 });
  // The sequences are worth something only if they bring forth every refusal.
  expect([...reached].toSorted()).toEqual(
    [1, 2].flatMap((made) =>
      ["executed", "pending", "rejected", "sent"].map((one) => `${made} ${one}`),
    ),
  );
  expect([...seen.keys()].toSorted()).toEqual([
    "again",
    "custody.result-contradicts",
    "custody.result-wrong-amount",
    "done",
  ]);
}, 120_000);
