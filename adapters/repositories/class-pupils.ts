import * as z from "zod";
import { EnrolmentId, StudentId } from "../../domain/shared/ids.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** An order for a seat, noted behind its pupil: the list of a class and its orders are read in one query. */
const ROSTER_ORDER = "roster-order";

export const rosterOrderChange = (order: {
  readonly classId: string;
  readonly studentId: StudentId;
  readonly enrolmentId: EnrolmentId;
}): Change => {
  const { classId, studentId, enrolmentId } = order;
  const key = keys.rosterOrder(classId, studentId, enrolmentId);
  return { write: { kind: "put", item: { ...key, type: ROSTER_ORDER, studentId, enrolmentId } } };
};

/** A pupil of a class: on its list, with orders for a seat, or both. */
export interface PupilOfClass {
  readonly studentId: StudentId;
  readonly isListed: boolean;
  readonly enrolmentIds: readonly EnrolmentId[];
}

const RosterItem = z.object({ studentId: StudentId, enrolmentId: EnrolmentId.optional() });

/** One page of the pupils of a class, in the order of their ids. */
export async function pupilsOfClass(
  table: Table,
  classId: string,
  page: { readonly limit: number; readonly behind?: string },
): Promise<{ readonly pupils: readonly PupilOfClass[]; readonly isLast: boolean }> {
  const { pk, sk } = keys.roster(classId, page.behind);
  const pupils = new Map<StudentId, PupilOfClass>();
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const query = { pk, sk, consistent: true, limit: 2 * page.limit + 1 };
    const found = await table.query(after === undefined ? query : { ...query, after });
    for (const item of found.items) {
      const { studentId, enrolmentId } = RosterItem.parse(item);
      const { isListed = false, enrolmentIds = [] } = pupils.get(studentId) ?? {};
      pupils.set(studentId, {
        studentId,
        isListed: isListed || enrolmentId === undefined,
        enrolmentIds: enrolmentId === undefined ? enrolmentIds : [...enrolmentIds, enrolmentId],
      });
    }
    after = found.next;
    // One pupil more than asked for has begun: all orders of those before are there.
  } while (after !== undefined && pupils.size <= page.limit);
  return {
    pupils: [...pupils.values()].slice(0, page.limit),
    isLast: pupils.size <= page.limit,
  };
}
