import * as z from "zod";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";

/** Steps that several stories of the demo have in common. */

const Batch = z.object({ results: z.array(z.object({ outcome: z.literal("done") })) });

/** One lesson of one order. */
export interface TaughtLesson {
  readonly classId: string;
  readonly session: number;
  readonly enrolmentId: string;
}

/** The teacher records that the pupil was there, and asks the family to confirm. */
export async function teach(
  stage: Stage,
  { classId, session, enrolmentId }: TaughtLesson,
  { run }: { readonly run: number },
  persona = "teacher",
): Promise<void> {
  const teacher = stage.as(persona);
  const path = `/institution/v1/classes/${classId}/sessions/${session}`;
  const records = [{ enrolmentId, attendance: "present" }];
  const key = (step: string): string => `demo-${run}-${step}-${session}`;
  const attended = await teacher.post(`${path}/attendance`, { records }, key("attend"));
  attended.expect(Batch);
  const asked = await teacher.post(`${path}/confirmation-request`, {}, key("request"));
  asked.expect(Batch);
}

const Confirmed = z.object({ status: z.string(), undoUntil: z.string().optional() });

/** The family confirms a lesson. @returns until when it may take that back */
export async function confirm(
  stage: Stage,
  { enrolmentId, lessonNumber }: { readonly enrolmentId: string; readonly lessonNumber: number },
  { guardian, key }: { readonly guardian: string; readonly key: string },
) {
  const path = `/family/v1/enrolments/${enrolmentId}/lessons/${lessonNumber}/confirmation`;
  return (await stage.as(guardian).post(path, undefined, key)).expect(Confirmed);
}

const Decided = z.object({ status: z.literal("approved"), massRefundId: z.string().optional() });

/** The second officer agrees to what the first has proposed. */
export async function approve(stage: Stage, proposalId: string, key: string) {
  const path = `/management/v1/proposals/${proposalId}/decision`;
  const decision = { decision: "approve", reason: "情况属实，同意" };
  return (await stage.as("county-officer-2").post(path, decision, key)).expect(Decided);
}

const MOST_LOOKS = 200;
const BETWEEN_LOOKS_MS = 100;

/** Looks again until something is so, each time after the platform has come to rest. */
export async function until(
  stage: Stage,
  what: string,
  isSo: () => Promise<boolean>,
): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await stage.idle();
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
  throw new StoryBroken(`it did not happen that ${what}`);
}
