import * as z from "zod";

const ulid = "[0-9A-HJKMNP-TV-Z]{26}";

/** A prefixed ULID; its users brand it, so that one kind of id cannot stand for another. */
const idOf = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_${ulid}$`))
    .meta({
      description: `${prefix}_ and a ULID`,
      examples: [`${prefix}_01J0000000000000000000000`],
    });

export const InstitutionId = idOf("ins").brand("InstitutionId");
export type InstitutionId = z.infer<typeof InstitutionId>;
export const CourseId = idOf("crs").brand("CourseId");
export type CourseId = z.infer<typeof CourseId>;
export const ClassId = idOf("cls").brand("ClassId");
export type ClassId = z.infer<typeof ClassId>;
export const StudentId = idOf("stu").brand("StudentId");
export type StudentId = z.infer<typeof StudentId>;
export const EnrolmentId = idOf("enr").brand("EnrolmentId");
export type EnrolmentId = z.infer<typeof EnrolmentId>;
export const PaymentId = idOf("pay").brand("PaymentId");
export type PaymentId = z.infer<typeof PaymentId>;
export const InstructionId = idOf("bin").brand("InstructionId");
export type InstructionId = z.infer<typeof InstructionId>;
export const ReturnId = idOf("ret").brand("ReturnId");
export type ReturnId = z.infer<typeof ReturnId>;
export const TaskId = idOf("tsk").brand("TaskId");
export type TaskId = z.infer<typeof TaskId>;
export const ProposalId = idOf("pro").brand("ProposalId");
export type ProposalId = z.infer<typeof ProposalId>;
export const JobId = idOf("job").brand("JobId");
export type JobId = z.infer<typeof JobId>;
export const NoticeId = idOf("ntc").brand("NoticeId");
export type NoticeId = z.infer<typeof NoticeId>;
export const DisputeId = idOf("dsp").brand("DisputeId");
export type DisputeId = z.infer<typeof DisputeId>;
export const RefundId = idOf("rfd").brand("RefundId");
export type RefundId = z.infer<typeof RefundId>;
export const MassRefundId = idOf("mrf").brand("MassRefundId");
export type MassRefundId = z.infer<typeof MassRefundId>;
export const ComplaintId = idOf("cmp").brand("ComplaintId");
export type ComplaintId = z.infer<typeof ComplaintId>;
export const EvidenceId = idOf("evd").brand("EvidenceId");
export type EvidenceId = z.infer<typeof EvidenceId>;
export const AlertId = idOf("alr").brand("AlertId");
export type AlertId = z.infer<typeof AlertId>;
export const MeasureId = idOf("msr").brand("MeasureId");
export type MeasureId = z.infer<typeof MeasureId>;
export const SubscriptionId = idOf("sub").brand("SubscriptionId");
export type SubscriptionId = z.infer<typeof SubscriptionId>;
export const DeliveryId = idOf("dlv").brand("DeliveryId");
export type DeliveryId = z.infer<typeof DeliveryId>;
export const IndicatorVersionId = idOf("irv").brand("IndicatorVersionId");
export type IndicatorVersionId = z.infer<typeof IndicatorVersionId>;
export const IndicatorTrialId = idOf("itr").brand("IndicatorTrialId");
export type IndicatorTrialId = z.infer<typeof IndicatorTrialId>;
export const MemberId = idOf("mem").brand("MemberId");
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
  ReturnId: "ret",
  TaskId: "tsk",
  ProposalId: "pro",
  JobId: "job",
  NoticeId: "ntc",
  DisputeId: "dsp",
  ComplaintId: "cmp",
  EvidenceId: "evd",
  RefundId: "rfd",
  MassRefundId: "mrf",
  AlertId: "alr",
  MeasureId: "msr",
  SubscriptionId: "sub",
  DeliveryId: "dlv",
  IndicatorVersionId: "irv",
  IndicatorTrialId: "itr",
  MemberId: "mem",
} as const;
