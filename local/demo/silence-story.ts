import * as z from "zod";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import type { FamilyRun } from "./family-story.ts";
import { confirm, teach, until } from "./steps.ts";

const Enrolment = z.object({
  lessons: z.array(
    z.object({
      lessonNumber: z.int(),
      confirmation: z
        .object({
          lastDay: z.string(),
          dueAt: z.string(),
          workingDays: z.int(),
          article: z.string(),
          provisional: z.boolean(),
        })
        .optional(),
      confirmedBy: z.string().optional(),
    }),
  ),
});

const SECOND = 2;

interface Silence {
  readonly classId: string;
  readonly enrolmentId: string;
  /** When the lesson ends on which the family will be silent. */
  readonly endsAt: number;
}

/** The family does not answer for the second lesson: after the legal time silence confirms it. */
export async function playSilence(
  stage: Stage,
  { classId, enrolmentId, endsAt }: Silence,
  family: FamilyRun,
): Promise<void> {
  const { guardian, say } = family;
  const lesson = async () => {
    const answer = await stage.as(guardian).get(`/family/v1/enrolments/${enrolmentId}`);
    const { lessons } = answer.expect(Enrolment);
    const found = lessons.find(({ lessonNumber }) => lessonNumber === SECOND);
    if (found === undefined) throw new StoryBroken("the order has a second lesson");
    return found;
  };

  await stage.moveTo(endsAt);
  await teach(stage, { classId, session: SECOND, enrolmentId }, family);
  const { confirmation } = await lesson();
  // A run that goes on after an interruption may find the lesson confirmed already.
  if (confirmation !== undefined) {
    const { lastDay, dueAt, workingDays, article, provisional } = confirmation;
    say(
      `第 2 课时已上，家长不答复 lesson 2 taught; the family is silent. 期限 deadline ${lastDay}: ${workingDays} 个工作日 working days, ${article}`,
    );
    if (provisional) {
      say(
        "该期限尚待次年放假安排，须由家长确认 that year's calendar is awaited, so the family answers",
      );
      const key = `demo-${family.run}-confirm-${SECOND}`;
      const answered = { enrolmentId, lessonNumber: SECOND };
      const { undoUntil } = await confirm(stage, answered, { guardian, key });
      if (undoUntil !== undefined) await stage.moveTo(Date.parse(undoUntil));
      return;
    }
    await stage.moveTo(Date.parse(dueAt));
  }
  await until(stage, "silence confirms the lesson", async () => {
    const { confirmedBy } = await lesson();
    return confirmedBy !== undefined;
  });
  say("期满未答复，视为确认 the time is over: silence counts as consent");
}
