import * as z from "zod";
import { dueOfDeposit } from "../../domain/enrolment/close-openings.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { OpeningDeposit, OpeningPart } from "../../domain/enrolment/opening-deposit.ts";
import { EnrolmentId, JobId, type StudentId } from "../../domain/shared/ids.ts";
import type { AggregateKind } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** What an institution owes into custody for one list; the list's lines lie behind it, from before it exists. */
export const openingDepositKind: AggregateKind<OpeningDeposit> = {
  type: "opening-deposit",
  key: keys.openingDeposit,
  schema: OpeningDeposit,
  idOf: (state) => state.jobId,
  indexes: (state) => dueAttributes(keys.openingDeposit(state.jobId), dueOfDeposit(state)),
  scope: ({ institutionId, countyUnitId }) => ({ institutionId, unitId: countyUnitId }),
};

interface StatedOpening {
  readonly jobId: JobId;
  readonly line: number;
  readonly classId: string;
  readonly studentId: StudentId;
  readonly part: OpeningPart;
}

/** Notes a line's part of the deposit, and that the pupil's balance in the class is stated: once. */
export function statedOpeningChanges(stated: StatedOpening): readonly Change[] {
  const { jobId, line, classId, studentId, part } = stated;
  return [
    {
      write: {
        kind: "put",
        item: { ...keys.openingPart(jobId, line), type: "opening-part", ...part },
      },
    },
    {
      write: {
        kind: "put",
        item: { ...keys.openingOfPupil(classId, studentId), type: "opening-of-pupil", jobId },
        condition: { kind: "absent" },
      },
    },
  ];
}

/** Lets the pupil's balance in the class be stated anew. */
export const unstatedOpeningChange = ({ classId, studentId }: EnrolmentState): Change => ({
  write: { kind: "delete", key: keys.openingOfPupil(classId, studentId) },
});

/** Notes that an enrolment waits for a guardian to add its pupil. */
export const unclaimedOpeningChange = ({ studentId, enrolmentId }: EnrolmentState): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.unclaimedOpening(studentId, enrolmentId),
      type: "unclaimed-opening",
      enrolmentId,
    },
    condition: { kind: "absent" },
  },
});

/** The enrolment waits for no guardian any more: somebody has it, or it has ended. */
export const noLongerUnclaimed = ({ studentId, enrolmentId }: EnrolmentState): Change => ({
  write: { kind: "delete", key: keys.unclaimedOpening(studentId, enrolmentId) },
});

/** The enrolments that wait for a guardian to add this pupil: a list states one a class. */
export async function unclaimedOpenings(
  table: Table,
  studentId: string,
): Promise<readonly EnrolmentId[]> {
  const { items } = await table.query({ ...keys.unclaimedOpenings(studentId), consistent: true });
  return items.map((item) => z.object({ enrolmentId: EnrolmentId }).parse(item).enrolmentId);
}

/** The list that has stated this pupil's balance in the class, if one has. */
export async function listOfOpening(
  table: Table,
  classId: string,
  studentId: string,
): Promise<JobId | undefined> {
  const item = await table.get(keys.openingOfPupil(classId, studentId));
  return item === undefined ? undefined : z.object({ jobId: JobId }).parse(item).jobId;
}

/** All parts of a list's deposit, in the order of the lines. */
export async function openingParts(table: Table, jobId: string): Promise<readonly OpeningPart[]> {
  const { pk, beginsWith } = keys.openingParts(jobId);
  const parts: OpeningPart[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const query = { pk, sk: { beginsWith }, consistent: true };
    const page = await table.query(after === undefined ? query : { ...query, after });
    parts.push(...page.items.map((item) => OpeningPart.parse(item)));
    after = page.next;
  } while (after !== undefined);
  return parts;
}
