import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";

/** Whether a pupil is one of this guardian's. */
export const isStudentOf = async (
  table: Table,
  guardianId: string,
  studentId: string,
): Promise<boolean> =>
  (await table.get(keys.studentOfGuardian(guardianId, studentId))) !== undefined;
