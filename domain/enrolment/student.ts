import * as z from "zod";
import { StudentLinked, StudentRegistered } from "../../events/student.ts";
import type { DomainEvent } from "../../events/define.ts";
import { StudentId, type MemberId } from "../shared/ids.ts";
import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { readResidentId, residentIdRefusals } from "../shared/resident-id.ts";
import { ok, refuse, type Result } from "../shared/result.ts";
import { EpochMs, type LocalDate } from "../shared/time.ts";
import { hasResidentNumber, OTHER_NUMBER } from "./roster-fields.ts";
import type { RosterEntry } from "./roster-row.ts";

/** A pupil as the platform knows them, without anything that says who they are. */
export const StudentState = z.object({
  studentId: StudentId,
  /** Guardians who have added the pupil. */
  guardianCount: z.int().min(0),
  registeredAt: EpochMs,
});
export type StudentState = z.infer<typeof StudentState>;

/** What a guardian, or a class list, says of a pupil. All of it is personal data, of a minor. */
export type StudentFields = RosterEntry["student"];

/** Texts without any of the values: they are personal. */
export const studentRefusals = {
  ...residentIdRefusals,
  "student.id-number-malformed": {
    zh: "证件号码须为 5 至 20 位字母或数字，请核对后重填。",
    en: "The number of this document has 5 to 20 letters and digits: check it and enter it again.",
  },
  "student.birth-date-differs": {
    zh: "出生日期与证件号码中的出生日期不一致，请核对后重填。",
    en: "The birth date is not the one that the ID number says: check both and enter them again.",
  },
  "student.gender-differs": {
    zh: "性别与证件号码所示不一致，请核对后重填。",
    en: "The gender is not the one that the ID number says: check both and enter them again.",
  },
  "student.birth-date-future": {
    zh: "出生日期晚于今天（{today}），请核对后重填。",
    en: "The birth date lies after today, {today}: check it and enter it again.",
  },
} as const satisfies RefusalCatalogue;

export type StudentRefusal = keyof typeof studentRefusals;

const refuseStudent: RefuseFrom<typeof studentRefusals> = refuse;

/**
 * Checks what is said of a pupil against itself, and writes the document number in its one form.
 * @param today the day in Asia/Shanghai
 * @source GB 11643: the number of a citizen or of a resident from Hong Kong, Macao or Taiwan tells birth date
 * and gender
 */
export function checkStudent(
  fields: StudentFields,
  today: LocalDate,
): Result<StudentFields, StudentRefusal> {
  if (fields.birthDate > today) return refuseStudent("student.birth-date-future", { today });
  if (!hasResidentNumber(fields.idKind)) {
    const idNumber = fields.idNumber.trim().toUpperCase();
    return OTHER_NUMBER.test(idNumber)
      ? ok({ ...fields, idNumber })
      : refuseStudent("student.id-number-malformed", {});
  }
  const resident = readResidentId(fields.idNumber);
  if (!resident.ok) return resident;
  const { number, birthDate, gender } = resident.value;
  if (birthDate !== fields.birthDate) return refuseStudent("student.birth-date-differs", {});
  if (gender !== fields.gender) return refuseStudent("student.gender-differs", {});
  return ok({ ...fields, idNumber: number });
}

export interface StudentDecision<E extends DomainEvent = DomainEvent> {
  readonly student: StudentState;
  readonly event: E;
}

/** A pupil becomes known by a class list. */
export const registerStudent = (studentId: StudentId, at: EpochMs): StudentDecision => ({
  student: { studentId, guardianCount: 0, registeredAt: at },
  event: StudentRegistered.make({ studentId }),
});

/**
 * A guardian adds a pupil. Known or not, the same is written, so that nobody learns by trying numbers whom
 * the platform knows.
 */
export const linkStudent = (
  studentId: StudentId,
  known: StudentState | undefined,
  guardianId: MemberId,
  at: EpochMs,
): StudentDecision => ({
  student: {
    studentId,
    guardianCount: (known?.guardianCount ?? 0) + 1,
    registeredAt: known?.registeredAt ?? at,
  },
  event: StudentLinked.make({ studentId, guardianId }),
});
