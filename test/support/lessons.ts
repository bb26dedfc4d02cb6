import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonsOf } from "../../adapters/repositories/lesson-items.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { confirmLesson } from "../../functions/lesson/confirm-lesson.ts";
import * as contracts from "../../functions/lesson/contracts.ts";
import { recordAttendance } from "../../functions/lesson/record-attendance.ts";
import { requestConfirmation } from "../../functions/lesson/request-confirmation.ts";
import { undoConfirmation } from "../../functions/lesson/undo-confirmation.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import { type Answer, call, type Caller, once, type TestKit } from "./door.ts";

type Headers = Readonly<Record<string, string>>;

/** The lesson commands as their callers send them. */
export const lessonCalls = (kit: TestKit, classId: string) => ({
  attend: (
    as: Caller,
    records: readonly { enrolmentId: string; attendance: string }[],
    { session = "1", headers = once() }: { session?: string; headers?: Headers } = {},
  ): Promise<Answer> =>
    call(httpLambda(contracts.recordAttendance, recordAttendance, kit), {
      as,
      path: { classId, sessionNumber: session },
      body: { records },
      headers,
    }),

  request: (
    as: Caller,
    enrolmentIds?: readonly string[],
    { session = "1", headers = once() }: { session?: string; headers?: Headers } = {},
  ): Promise<Answer> =>
    call(httpLambda(contracts.requestConfirmation, requestConfirmation, kit), {
      as,
      path: { classId, sessionNumber: session },
      body: enrolmentIds === undefined ? {} : { enrolmentIds },
      headers,
    }),

  confirm: (
    as: Caller,
    enrolmentId: string,
    { lesson = "1", headers = once() }: { lesson?: string; headers?: Headers } = {},
  ): Promise<Answer> =>
    call(httpLambda(contracts.confirmLesson, confirmLesson, kit), {
      as,
      path: { enrolmentId, lessonNumber: lesson },
      headers,
    }),

  undo: (
    as: Caller,
    enrolmentId: string,
    { lesson = "1", headers = once() }: { lesson?: string; headers?: Headers } = {},
  ): Promise<Answer> =>
    call(httpLambda(contracts.undoConfirmation, undoConfirmation, kit), {
      as,
      path: { enrolmentId, lessonNumber: lesson },
      headers,
    }),
});

export type LessonCalls = ReturnType<typeof lessonCalls>;

export const present = (...enrolmentIds: readonly string[]) =>
  enrolmentIds.map((enrolmentId) => ({ enrolmentId, attendance: "present" }));

/** Everyone present, asked, and confirmed: each family's lesson is earned. */
export async function earnLesson(
  calls: LessonCalls,
  teacher: Caller,
  families: readonly { readonly guardian: Caller; readonly enrolmentId: string }[],
  session = "1",
): Promise<void> {
  const ids = families.map((family) => family.enrolmentId);
  await calls.attend(teacher, present(...ids), { session });
  await calls.request(teacher, ids, { session });
  for (const { guardian, enrolmentId } of families)
    await calls.confirm(guardian, enrolmentId, { lesson: session });
}

/** What the table holds of an enrolment: its head, and the status of its first lesson. */
export const lessonFacts = (kit: TestKit) => ({
  async enrolment(id: string): Promise<EnrolmentState> {
    const found = await aggregates(kit.table, enrolmentKind).find(id);
    if (found === undefined) throw new Error(`there is no ${id}`);
    return found.state;
  },
  statusOf: async (id: string): Promise<string | undefined> =>
    (await lessonsOf(kit.table, id))[0]?.status,
});
