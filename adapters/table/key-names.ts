/**
 * The first word of every partition key, one per kind of thing. Infrastructure reads these names to grant a
 * function exactly the partitions that its contract touches; `keys.ts` builds the keys themselves.
 */
export const PREFIX = {
  unit: "UNIT",
  calendar: "CAL",
  rulePack: "RULE",
  member: "MEM",
  institution: "INST",
  uscc: "USCC",
  institutionsByUnit: "UINST",
  proposal: "PRO",
  proposalsByUnit: "UPRO",
  job: "JOB",
  course: "CRS",
  class: "CLS",
  student: "STU",
  guardianStudents: "GSTU",
  enrolment: "ENR",
  enrolmentsByGuardian: "GENR",
  orderGuard: "GRD",
  dispute: "DSP",
  disputesByUnit: "UDSP",
  payment: "PAY",
  payIn: "PIN",
  instruction: "BIN",
  /** A notice, with its journal and the log of its delivery; listed by the inbox that it lies in. */
  notice: "NTC",
  inbox: "INB",
  unreadInbox: "UINB",
  noticePreferences: "NPR",
  payInsByGuardian: "GPIN",
  payInsByUnit: "UPIN",
  custodyAccount: "CACC",
  balance: "BAL",
  task: "TSK",
  tasksByUnit: "UTSK",
  /** The index of what is due; no item has it as its own key. */
  due: "DUE",
  position: "POS",
  idempotency: "IDEM",
  nonce: "NONCE",
  bank: "BANK",
  /** Personal fields, encrypted; money and lesson functions have no grant on them. */
  personal: "PII",
  personalIndex: "PIX",
  dataKey: "DKEY",
  seed: "SEED",
} as const;

export type KeyPrefix = keyof typeof PREFIX;
