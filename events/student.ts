import * as z from "zod";
import { MemberId, StudentId } from "../domain/shared/ids.ts";
import { defineEvent } from "./define.ts";

/** A pupil has become known to the platform without a guardian of their own account, by a class list. */
export const StudentRegistered = defineEvent(
  "student-registered",
  1,
  z.object({ studentId: StudentId }),
);

/** A guardian has added a pupil, known before or not: the record does not tell. */
export const StudentLinked = defineEvent(
  "student-linked",
  1,
  z.object({ studentId: StudentId, guardianId: MemberId }),
);
