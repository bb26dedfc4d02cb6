import * as z from "zod";
import { EnrolmentId } from "../../domain/shared/ids.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** The register of a session (考勤表), kept beside the class so that it can be read in one query. */
const ATTENDANCE = "attendance";

const AttendanceItem = z.object({
  enrolmentId: EnrolmentId,
  /** `leave`: the family has asked leave; the session's own record takes its place. */
  attendance: z.enum(["present", "absent", "leave"]),
});

interface Recorded extends z.infer<typeof AttendanceItem> {
  readonly classId: string;
  readonly sessionNumber: number;
}

/** Enters one pupil; a correction takes the place of the earlier record. */
export const attendanceChange = (recorded: Recorded): Change => {
  const { classId, sessionNumber, enrolmentId, attendance } = recorded;
  return {
    write: {
      kind: "put",
      item: {
        ...keys.attendance(classId, sessionNumber, enrolmentId),
        type: ATTENDANCE,
        enrolmentId,
        attendance,
      },
    },
  };
};

/** Takes a pupil out: the authority found that the lesson was not held for them. */
export const attendanceWithdrawn = (
  of: Pick<Recorded, "classId" | "sessionNumber" | "enrolmentId">,
): Change => ({
  write: { kind: "delete", key: keys.attendance(of.classId, of.sessionNumber, of.enrolmentId) },
});

/** The enrolments whose pupils attended a session, in the order of their ids. */
export const presentAt = (
  table: Table,
  classId: string,
  sessionNumber: number,
): Promise<readonly EnrolmentId[]> =>
  inRegister(table, { classId, sessionNumber }, (attendance) => attendance === "present");

/** The enrolments whose pupils missed a session or are on leave from it, in the order of their ids. */
export const missingFrom = (
  table: Table,
  classId: string,
  sessionNumber: number,
): Promise<readonly EnrolmentId[]> =>
  inRegister(table, { classId, sessionNumber }, (attendance) => attendance !== "present");

async function inRegister(
  table: Table,
  { classId, sessionNumber }: Pick<Recorded, "classId" | "sessionNumber">,
  isMeant: (attendance: Recorded["attendance"]) => boolean,
): Promise<readonly EnrolmentId[]> {
  const { pk, beginsWith } = keys.attendances(classId, sessionNumber);
  const found: EnrolmentId[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const query = { pk, sk: { beginsWith }, consistent: true };
    const page = await table.query(after === undefined ? query : { ...query, after });
    for (const item of page.items) {
      const { enrolmentId, attendance } = AttendanceItem.parse(item);
      if (isMeant(attendance)) found.push(enrolmentId);
    }
    after = page.next;
  } while (after !== undefined);
  return found;
}
