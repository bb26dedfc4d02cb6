import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import { lessonsOf } from "../../adapters/repositories/lesson-items.ts";
import type { Signer } from "../../adapters/signing/keys.ts";
import type { InstructionState } from "../../domain/custody/instruction.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import type { EnrolmentId } from "../../domain/shared/ids.ts";
import { seedBankKey } from "./bank-door.ts";
import { entriesIn } from "./events.ts";
import { earnLesson, lessonCalls } from "./lessons.ts";
import { enrolmentId, limits } from "./money-builders.ts";
import { fakeBank, type FakeBank, releaseLine } from "./release-line.ts";
import { taughtClass, type TaughtClass } from "./taught-class.ts";

/** A class with confirmed lessons, a bank, and the consumers between them. */
export interface EarnedSetting extends TaughtClass {
  readonly bank: FakeBank;
  readonly signer: Signer;
  readonly line: ReturnType<typeof releaseLine>;
  enrolment(id?: EnrolmentId): Promise<EnrolmentState>;
  /** The status of the first family's first lesson. */
  lessonStatus(): Promise<string | undefined>;
  /** The instruction that was drawn up first. */
  instruction(): Promise<InstructionState>;
  instructionCount(): number;
}

/** A class whose families have confirmed so many sessions; by the rules of `taughtClass` unless others are given. */
export async function earnedSetting(
  sessions = 1,
  familyCount = 1,
  rules = limits,
): Promise<EarnedSetting> {
  const world = await taughtClass(familyCount, rules);
  const { table } = world.kit;
  const calls = lessonCalls(world.kit, world.classId);
  for (let session = 1; session <= sessions; session += 1)
    await earnLesson(calls, world.teacher, world.families, String(session));
  const bank = fakeBank();
  const enrolments = aggregates(table, enrolmentKind);
  const instructions = aggregates(table, instructionKind);
  return {
    ...world,
    bank,
    signer: await seedBankKey(world.kit),
    line: releaseLine(world.kit, bank),
    enrolment: async (id = enrolmentId(1)) => stateOf(await enrolments.find(id)),
    lessonStatus: async () => (await lessonsOf(table, enrolmentId(1)))[0]?.status,
    instruction: async () => {
      const opened = entriesIn(table).find((entry) => entry.eventName === "instruction-opened");
      return stateOf(await instructions.find(opened?.aggregateId ?? ""));
    },
    instructionCount: () => table.all().filter((item) => item.type === "instruction").length,
  };
}

function stateOf<S>(found: Stored<S> | undefined): S {
  if (found === undefined) throw new Error("it is not in the table");
  return found.state;
}
