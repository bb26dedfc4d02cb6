import * as z from "zod";

const ulid = "[0-9A-HJKMNP-TV-Z]{26}";

/** A prefixed ULID; each kind is its own type, so that one cannot stand for another. */
const idOf = <B extends string>(prefix: string, brand: B) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_${ulid}$`))
    .brand(brand)
    .meta({
      description: `${brand}, as ${prefix}_ and a ULID`,
      example: `${prefix}_01J0000000000000000000000`,
    });

export const InstitutionId = idOf("ins", "InstitutionId");
export type InstitutionId = z.infer<typeof InstitutionId>;
export const CourseId = idOf("crs", "CourseId");
export type CourseId = z.infer<typeof CourseId>;
export const ClassId = idOf("cls", "ClassId");
export type ClassId = z.infer<typeof ClassId>;
export const StudentId = idOf("stu", "StudentId");
export type StudentId = z.infer<typeof StudentId>;
export const EnrolmentId = idOf("enr", "EnrolmentId");
export type EnrolmentId = z.infer<typeof EnrolmentId>;
export const PaymentId = idOf("pay", "PaymentId");
export type PaymentId = z.infer<typeof PaymentId>;
export const InstructionId = idOf("bin", "InstructionId");
export type InstructionId = z.infer<typeof InstructionId>;
export const ProposalId = idOf("pro", "ProposalId");
export type ProposalId = z.infer<typeof ProposalId>;
export const JobId = idOf("job", "JobId");
export type JobId = z.infer<typeof JobId>;
export const MemberId = idOf("mem", "MemberId");
export type MemberId = z.infer<typeof MemberId>;

/** A bank that holds custody accounts, by its short code, for example `sandbox-bank`. */
export const BankId = z
  .string()
  .regex(/^[a-z0-9-]{3,40}$/)
  .brand("BankId");
export type BankId = z.infer<typeof BankId>;

/**
 * An organisational unit: a division (`unt_411102`), and later the Corps, development zones and
 * departments. Never a path: paths change when divisions do.
 */
export const UnitId = z
  .string()
  .regex(/^unt_[0-9A-Za-z]{1,26}$/)
  .brand("UnitId");
export type UnitId = z.infer<typeof UnitId>;

/** The prefix of each kind of id that the platform makes up itself. */
export const ID_PREFIXES = {
  InstitutionId: "ins",
  CourseId: "crs",
  ClassId: "cls",
  StudentId: "stu",
  EnrolmentId: "enr",
  PaymentId: "pay",
  InstructionId: "bin",
  ProposalId: "pro",
  JobId: "job",
  MemberId: "mem",
} as const;
