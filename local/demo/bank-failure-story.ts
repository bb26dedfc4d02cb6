import * as z from "zod";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { bankDesk } from "./bank-desk.ts";
import type { FamilyRun } from "./family-story.ts";
import { balancesOf, expectFen, yuan } from "./money.ts";
import { confirm, teach, until } from "./steps.ts";

const Trace = z.object({
  lessons: z.array(
    z.object({
      lessonNumber: z.int(),
      status: z.string(),
      money: z.string().optional(),
      instruction: z
        .object({
          instructionId: z.string(),
          status: z.string(),
          reasonCode: z.string().optional(),
          bankSerial: z.string().optional(),
        })
        .optional(),
      nextStep: z.object({ expectedAt: z.string().optional() }).optional(),
    }),
  ),
});
const Tasks = z.object({
  tasks: z.array(
    z.object({
      taskId: z.string(),
      about: z.object({ enrolmentId: z.string().optional(), lessonNumber: z.int().optional() }),
      amountFen: z.int(),
      state: z.enum(["open", "resolved"]),
      dueAt: z.string(),
    }),
  ),
});

const FOURTH = 4;
/** The platform asks twice, and then a person. */
const REFUSALS = 2;

interface RefusedLesson {
  readonly classId: string;
  readonly enrolmentId: string;
  /** When the lesson ends whose fee the bank will refuse to pay. */
  readonly endsAt: number;
  readonly amountFen: number;
  readonly bankUrl: string;
}

/** A confirmation by mistake is undone; the right one's fee is refused by the bank, until a person sees to it. */
export async function playBankFailure(
  stage: Stage,
  { classId, enrolmentId, endsAt, amountFen, bankUrl }: RefusedLesson,
  family: FamilyRun,
): Promise<void> {
  const { run, guardian, say } = family;
  const lesson = { enrolmentId, lessonNumber: FOURTH };
  const look = () => traced(stage, guardian, enrolmentId);
  await stage.moveTo(endsAt);
  await teach(stage, { classId, session: FOURTH, enrolmentId }, family);

  const mistaken = await confirm(stage, lesson, { guardian, key: `demo-${run}-confirm-4-early` });
  const undo = `/family/v1/enrolments/${enrolmentId}/lessons/${FOURTH}/confirmation-withdrawal`;
  (await stage.as(guardian).post(undo, undefined, `demo-${run}-undo-4`)).expect(
    z.object({ status: z.literal("requested"), amountFen: z.literal(amountFen) }),
  );
  say(
    `第 4 课时误确认，${mistaken.undoUntil ?? ""} 前撤销 lesson 4 confirmed by mistake and undone in time: ${yuan(amountFen)} await an answer again`,
  );

  // A run that goes on after an interruption may find it confirmed, and the bank at work.
  if ((await look()).status === "requested") await bankDesk(bankUrl).refuse("releases", REFUSALS);
  const { undoUntil } = await confirm(stage, lesson, { guardian, key: `demo-${run}-confirm-4` });
  if (undoUntil !== undefined) await stage.moveTo(Date.parse(undoUntil));
  const told = new Set<string>();
  await until(stage, "a person is asked to see to the refused fee", async () => {
    const { instruction, nextStep, status } = await look();
    if (instruction?.status === "rejected" && !told.has(instruction.instructionId)) {
      told.add(instruction.instructionId);
      const { earned } = await balancesOf(stage, guardian, enrolmentId);
      expectFen("earned again", earned, amountFen);
      say(
        `银行拒付，费用仍为已确认 the bank refuses (${instruction.reasonCode ?? ""}): ${yuan(amountFen)} are earned as before`,
      );
    }
    if (nextStep?.expectedAt !== undefined) await stage.moveTo(Date.parse(nextStep.expectedAt));
    return status === "released" || (await taskOf(stage, enrolmentId)) !== undefined;
  });

  const task = await taskOf(stage, enrolmentId);
  if (task !== undefined) {
    expectFen("to be seen to", task.amountFen, amountFen);
    say(`转人工处理 after ${REFUSALS} refusals a task for a person, until ${task.dueAt}`);
    const decision = { action: "instruct-again", finding: "银行已更正收款账户状态，可再次拨付" };
    const path = `/management/v1/tasks/${task.taskId}/resolution`;
    const resolved = await stage
      .as("county-officer")
      .post(path, decision, `demo-${run}-resolve-task`);
    resolved.expect(z.object({ state: z.literal("resolved") }));
  }
  await until(stage, "the refused fee is released", async () => {
    return (await look()).status === "released";
  });
  const { instruction } = await look();
  say(
    `经办人员再次指令，银行已拨付 an officer has it instructed again; the bank pays ${yuan(amountFen)} under ${instruction?.bankSerial ?? ""}`,
  );
}

/** The fourth lesson's money, as its family may trace it. */
async function traced(stage: Stage, guardian: string, enrolmentId: string) {
  const path = `/family/v1/enrolments/${enrolmentId}/consumption-trace`;
  const { lessons } = (await stage.as(guardian).get(path)).expect(Trace);
  const found = lessons.find(({ lessonNumber }) => lessonNumber === FOURTH);
  if (found === undefined) throw new StoryBroken("the order has a fourth lesson");
  return found;
}

async function taskOf(stage: Stage, enrolmentId: string) {
  const path = "/management/v1/tasks?kind=release-refused&limit=100";
  const { tasks } = (await stage.as("county-officer").get(path)).expect(Tasks);
  return tasks.find(({ about }) => about.enrolmentId === enrolmentId);
}
