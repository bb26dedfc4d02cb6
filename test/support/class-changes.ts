import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findClass } from "../../adapters/repositories/class-items.ts";
import { findOrderGuard } from "../../adapters/repositories/order-guard-items.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { StudentId } from "../../domain/shared/ids.ts";
import { changeClass } from "../../functions/enrolment/change-class.ts";
import * as contracts from "../../functions/enrolment/change-contracts.ts";
import { quoteClassChange } from "../../functions/enrolment/quote-class-change.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import { seedCalendar } from "./deadlines.ts";
import { call, type Caller, once } from "./door.ts";
import { anOpenClass } from "./enrolment.ts";
import { lessonCalls } from "./lessons.ts";
import { type Family, realClass } from "./real-class.ts";

/** Two families in a class of four lessons that begins on 2026-03-03, and other classes of the same institution. */
export async function changeCity() {
  const city = await realClass();
  const { kit, door, first } = city;
  await seedCalendar(kit);
  const ends = {
    quote: httpLambda(contracts.quoteClassChange, quoteClassChange, kit),
    change: httpLambda(contracts.changeClass, changeClass, kit),
  };
  const quote = (classId: string, lessonNumbers?: readonly number[], of: Family = first) =>
    call(ends.quote, {
      as: of.guardian,
      path: { enrolmentId: of.enrolmentId },
      body: { classId, ...(lessonNumbers === undefined ? {} : { lessonNumbers }) },
    });
  const change = (
    text: string,
    {
      as = first.guardian,
      enrolmentId = first.enrolmentId,
      headers = once(),
    }: { as?: Caller; enrolmentId?: string; headers?: Readonly<Record<string, string>> } = {},
  ) => call(ends.change, { as, path: { enrolmentId }, body: { quote: text }, headers });
  return {
    ...city,
    quote,
    change,
    lessonsOfClass: (classId: string) => lessonCalls(kit, classId),
    /** Another class of the institution, twenty days later; as its course says. */
    anotherClass: (course: object = {}, capacity = 5) =>
      anOpenClass(door, { course, capacity, startsAfterDays: 20 }),
    /** What is quoted is done at once. */
    async changed(classId: string, lessonNumbers?: readonly number[]) {
      const quoted = await quote(classId, lessonNumbers);
      return change(String(quoted.body.quote));
    },
    async order(enrolmentId: string): Promise<EnrolmentState> {
      const found = await aggregates(kit.table, enrolmentKind).find(enrolmentId);
      if (found === undefined) throw new Error(`there is no ${enrolmentId}`);
      return found.state;
    },
    seatsTaken: async (classId: string) => (await findClass(kit.table, classId))?.seatsTaken,
    async openLessons(subjectKey: EnrolmentState["subjectKey"] = "calligraphy") {
      const { institutionId } = await aggregates(kit.table, enrolmentKind)
        .find(first.enrolmentId)
        .then((found) => found?.state ?? { institutionId: undefined });
      if (institutionId === undefined) throw new Error("the first family has an order");
      const studentId = StudentId.parse(first.studentId);
      const { guard } = await findOrderGuard(kit.table, { studentId, institutionId, subjectKey });
      return guard.unconsumedLessonCount;
    },
  };
}

export type ChangeCity = Awaited<ReturnType<typeof changeCity>>;
