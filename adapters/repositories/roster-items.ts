import * as z from "zod";
import type { RosterEntry } from "../../domain/enrolment/roster-row.ts";
import type { JobId, StudentId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { KeyedHash } from "../personal/keyed-hash.ts";
import type { PersonalVault } from "../personal/personal-vault.ts";
import { namesInRecords } from "../personal/sealed-names.ts";
import { keys } from "../table/keys.ts";
import type { Item, Key, Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/**
 * The list of a class (花名册): an item for each pupil, without anything that says who they are. What the
 * institution says of pupil and guardian lies sealed in a record of its own: it is shown to the institution
 * alone, and nobody sees through it what others said of the child.
 */
const ROSTER_PUPIL = "roster-pupil";
const RECORD_CLASS = "roster";

const PupilItem = z.object({ version: z.int().min(1) });
const PersonalItem = z.object({ sealed: z.record(z.string(), z.string()) });

/** The row of a list from which a pupil's place comes. */
interface Source {
  readonly jobId: JobId;
  readonly line: number;
}

/** A pupil's place on the list of a class. */
interface Place {
  readonly classId: string;
  readonly studentId: StudentId;
}

/** A pupil who is on the list already, with what was said of them. */
export interface ListedPupil {
  readonly version: number;
  readonly words: Words;
}

/** What a list says of a pupil and a guardian; the document's number is in the pupil's own record. */
type Words = Readonly<Record<string, string>>;

export function rosterItems(deps: {
  readonly table: Table;
  readonly vault: PersonalVault;
  readonly personalHash: KeyedHash;
}) {
  const { table, vault, personalHash } = deps;

  const guardianKeys = async (words: Words, { classId, studentId }: Place) => {
    const { guardianPhone = "", guardianIdNumber = "" } = words;
    const hashes = await Promise.all([
      personalHash.lookup("phone", guardianPhone),
      personalHash.lookup("id-number", guardianIdNumber),
    ]);
    return hashes.map((hash) => keys.guardianOnRoster(hash, classId, studentId));
  };

  const sealedItem = async (words: Words, place: Place): Promise<Item> => {
    const recordId = recordIdOf(place);
    const sealed = await vault.seal(RECORD_CLASS, recordId, words);
    return { ...keys.personal(RECORD_CLASS, recordId), type: "personal", sealed };
  };

  return {
    async find(place: Place): Promise<ListedPupil | undefined> {
      const recordId = recordIdOf(place);
      const [item, personal] = await Promise.all([
        table.get(keys.rosterPupil(place.classId, place.studentId)),
        table.get(keys.personal(RECORD_CLASS, recordId)),
      ]);
      if (item === undefined) return undefined;
      invariant(personal, `${recordId} has a personal record`);
      const { sealed } = PersonalItem.parse(personal);
      const words = await vault.open(RECORD_CLASS, recordId, sealed);
      return { version: PupilItem.parse(item).version, words };
    },

    /** Whether a row says just what is known. */
    saysTheSame: ({ words }: ListedPupil, entry: RosterEntry): boolean =>
      Object.entries(wordsOf(entry)).every(([field, text]) => words[field] === text),

    /** Enters a pupil, or what is said of one who is listed; it conflicts when another list was faster. */
    async changes(
      listed: ListedPupil | undefined,
      place: Place,
      entry: RosterEntry,
      source: Source,
    ): Promise<readonly Change[]> {
      const words = wordsOf(entry);
      const [now, before] = await Promise.all([
        guardianKeys(words, place),
        listed === undefined ? [] : guardianKeys(listed.words, place),
      ]);
      return [
        pupilChange(listed, place, source),
        { write: { kind: "put", item: await sealedItem(words, place) } },
        ...without(before, now).map((key): Change => ({ write: { kind: "delete", key } })),
        ...without(now, before).map((key): Change => {
          const item = { ...key, type: "personal-index", ...place };
          return { write: { kind: "put", item } };
        }),
      ];
    },
  };
}

const recordIdOf = ({ classId, studentId }: Place): string => `${classId}/${studentId}`;

const wordsOf = ({ student, guardian }: RosterEntry): Words => {
  const { name, gender, birthDate, school, grade } = student;
  return {
    ...{ name, gender, birthDate, school, grade },
    guardianName: guardian.name,
    guardianRelation: guardian.relation,
    guardianPhone: guardian.phone,
    guardianIdNumber: guardian.idNumber,
  };
};

/** Keys of the one that the other lacks. */
const without = (some: readonly Key[], others: readonly Key[]): readonly Key[] =>
  some.filter(({ pk }) => !others.some((other) => other.pk === pk));

const pupilChange = (
  listed: ListedPupil | undefined,
  { classId, studentId }: Place,
  { jobId, line }: Source,
): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.rosterPupil(classId, studentId),
      type: ROSTER_PUPIL,
      studentId,
      version: (listed?.version ?? 0) + 1,
      jobId,
      line,
    },
    condition:
      listed === undefined
        ? { kind: "absent" }
        : { kind: "equals", attribute: "version", value: listed.version },
  },
});

/** Whether a pupil is on the list of the class. */
export const isOnRoster = async (table: Table, { classId, studentId }: Place): Promise<boolean> =>
  (await table.get(keys.rosterPupil(classId, studentId))) !== undefined;

/** The names of up to 100 pupils as the list of the class has them, by the pupils' ids. */
export async function namesOnRoster(
  deps: { readonly table: Table; readonly vault: PersonalVault },
  classId: string,
  studentIds: readonly StudentId[],
): Promise<ReadonlyMap<StudentId, string>> {
  const recordId = (studentId: StudentId) => recordIdOf({ classId, studentId });
  const names = await namesInRecords(deps, RECORD_CLASS, studentIds.map(recordId));
  return new Map(
    studentIds.flatMap((studentId) => {
      const name = names.get(recordId(studentId));
      return name === undefined ? [] : [[studentId, name]];
    }),
  );
}
