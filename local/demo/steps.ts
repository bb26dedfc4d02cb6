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
): Promise<void> {
  const teacher = stage.as("teacher");
  const path = `/institution/v1/classes/${classId}/sessions/${session}`;
  const records = [{ enrolmentId, attendance: "present" }];
  const key = (step: string): string => `demo-${run}-${step}-${session}`;
  const attended = await teacher.post(`${path}/attendance`, { records }, key("attend"));
  attended.expect(Batch);
  const asked = await teacher.post(`${path}/confirmation-request`, {}, key("request"));
  asked.expect(Batch);
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
