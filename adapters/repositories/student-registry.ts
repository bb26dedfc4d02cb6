import * as z from "zod";
import {
  linkStudent,
  registerStudent,
  type StudentDecision,
  type StudentFields,
  StudentState,
} from "../../domain/enrolment/student.ts";
import { StudentId, type MemberId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { StudentLinked } from "../../events/student.ts";
import { entriesBetween } from "../journal.ts";
import { aggregates, type AggregateKind, type Stored } from "../aggregates.ts";
import type { KeyedHash } from "../personal/keyed-hash.ts";
import type { PersonalVault } from "../personal/personal-vault.ts";
import { namesInRecords } from "../personal/sealed-names.ts";
import { timelessId } from "../personal/timeless-id.ts";
import { keys } from "../table/keys.ts";
import type { Item, Key, Table } from "../table/table.ts";
import type { Change, CommitContext } from "../unit-of-work.ts";

export const studentKind: AggregateKind<StudentState> = {
  type: "student",
  key: keys.student,
  schema: StudentState,
  idOf: (state) => state.studentId,
  scope: () => ({}),
};

/** A pupil found by the number of their document, or about to be new; not yet written. */
export interface FoundStudent {
  readonly studentId: StudentId;
  /** Absent: the pupil is new. */
  readonly known?: Stored<StudentState>;
  /**
   * What has to be committed of the personal record: written where the pupil is new; where known, checks of
   * the same number, so that the time it takes does not tell.
   */
  readonly personalChanges: readonly Change[];
}

const RECORD_CLASS = "student";
const LookupItem = z.object({ studentId: StudentId });

/** Pupils, found by the keyed hash of their document's number, their personal fields sealed. */
export function studentRegistry(deps: {
  readonly table: Table;
  readonly vault: PersonalVault;
  readonly personalHash: KeyedHash;
}) {
  const { table, vault, personalHash } = deps;
  const students = aggregates(table, studentKind);

  const write = (
    found: FoundStudent,
    { student, event }: StudentDecision,
    context: CommitContext,
  ): readonly Change[] => [
    ...found.personalChanges,
    ...(found.known === undefined
      ? students.create(student, event, context)
      : students.change(found.known, student, event, context)),
  ];

  return {
    /** Does the same work whether or not the pupil is known: look-ups, sealing, and the number of writes. */
    async findOrCreateStudent(fields: StudentFields): Promise<FoundStudent> {
      const hash = await hashOf(personalHash, fields);
      const lookup = await table.get(keys.personalIndex(hash));
      const studentId =
        lookup === undefined
          ? StudentId.parse(timelessId("stu"))
          : LookupItem.parse(lookup).studentId;
      const [known, sealed] = await Promise.all([
        students.find(studentId),
        vault.seal(RECORD_CLASS, studentId, { ...fields }),
      ]);
      const items: Item[] = [
        { ...keys.personalIndex(hash), type: "personal-index", studentId },
        { ...keys.personal(RECORD_CLASS, studentId), type: "personal", sealed },
      ];
      return {
        studentId,
        ...(known === undefined ? {} : { known }),
        personalChanges: items.map(lookup === undefined ? createdNow : there),
      };
    },

    /** The changes by which a class list makes a pupil known; none where the pupil is known already. */
    registration: (found: FoundStudent, context: CommitContext): readonly Change[] =>
      found.known === undefined
        ? write(found, registerStudent(found.studentId, context.now), context)
        : [],

    /**
     * The changes by which a guardian adds a pupil. The guardian's own words are kept, sealed, with the link:
     * they are what the guardian is shown, never what others said of the child.
     */
    async link(
      found: FoundStudent,
      guardianId: MemberId,
      name: string,
      context: CommitContext,
    ): Promise<readonly Change[]> {
      const { studentId, known } = found;
      const recordId = ownWordsId(guardianId, studentId);
      const sealed = await vault.seal(RECORD_CLASS, recordId, { name });
      return [
        ...write(found, linkStudent(studentId, known?.state, guardianId, context.now), context),
        createdNow({
          ...keys.studentOfGuardian(guardianId, studentId),
          type: "guardian-student",
          linkedAt: context.now,
        }),
        createdNow({ ...keys.personal(RECORD_CLASS, recordId), type: "personal", sealed }),
      ];
    },
  };
}

/** The pupil of a document, if one is known. */
export async function findStudentId(
  { table, personalHash }: { readonly table: Table; readonly personalHash: KeyedHash },
  document: Pick<StudentFields, "idKind" | "idNumber">,
): Promise<StudentId | undefined> {
  const item = await table.get(keys.personalIndex(await hashOf(personalHash, document)));
  return item === undefined ? undefined : LookupItem.parse(item).studentId;
}

/** Numbers of different documents may coincide; those of one kind name one person. */
const hashOf = (
  personalHash: KeyedHash,
  { idKind, idNumber }: Pick<StudentFields, "idKind" | "idNumber">,
): Promise<string> => personalHash.lookup("id-number", `${idKind}/${idNumber}`);

/** The first guardian who added a pupil; or, where nobody has, a check that holds as long as nobody does. */
export type FirstGuardian =
  { readonly guardianId: MemberId } | { readonly guardianId?: never; readonly stillNobody: Change };

/** Who added a pupil first: the pupil's journal tells. */
export async function firstGuardian(table: Table, studentId: StudentId): Promise<FirstGuardian> {
  const student = await aggregates(table, studentKind).find(studentId);
  invariant(student, `the pupil ${studentId} is known`);
  const { state, version } = student;
  const key = keys.student(studentId);
  if (state.guardianCount === 0) {
    const condition = { kind: "equals", attribute: "version", value: version } as const;
    return { stillNobody: { write: { kind: "check", key, condition } } };
  }
  const entries = await entriesBetween(table, key.pk, 1, version);
  const linked = entries.find(({ eventName }) => eventName === StudentLinked.name);
  invariant(linked, `the journal of ${studentId} names who added the pupil`);
  return { guardianId: StudentLinked.schema.parse(linked.data).guardianId };
}

const createdNow = (item: Item): Change => ({
  write: { kind: "put", item, condition: { kind: "absent" } },
});

const there = ({ pk, sk }: Key): Change => ({
  write: { kind: "check", key: { pk, sk }, condition: { kind: "present" } },
});

const ownWordsId = (guardianId: string, studentId: string): string => `${studentId}/${guardianId}`;

/** The names of up to 100 pupils as this guardian wrote them, by the pupils' ids. */
export async function namesForGuardian(
  deps: { readonly table: Table; readonly vault: PersonalVault },
  guardianId: string,
  studentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = await namesByGuardians(
    deps,
    studentIds.map((studentId) => ({ guardianId, studentId })),
  );
  return new Map(
    studentIds.flatMap((studentId) => {
      const name = names({ guardianId, studentId });
      return name === undefined ? [] : [[studentId, name]];
    }),
  );
}

/** The names of up to 100 pupils, each as one guardian of the pupil wrote it. */
export async function namesByGuardians(
  deps: { readonly table: Table; readonly vault: PersonalVault },
  links: readonly GuardianLink[],
): Promise<(link: GuardianLink) => string | undefined> {
  const idOf = ({ guardianId, studentId }: GuardianLink) => ownWordsId(guardianId, studentId);
  const names = await namesInRecords(deps, RECORD_CLASS, links.map(idOf));
  return (link) => names.get(idOf(link));
}

interface GuardianLink {
  readonly guardianId: string;
  readonly studentId: string;
}
