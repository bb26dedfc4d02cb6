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
  complaint: "CMP",
  complaintsByGuardian: "GCMP",
  complaintsByInstitution: "ICMP",
  complaintsByUnit: "UCMP",
  /** Who looked at what is sealed, and what for. */
  accessLog: "LOOK",
  refund: "RFD",
  refundsByGuardian: "GRFD",
  refundsByInstitution: "IRFD",
  refundsByUnit: "URFD",
  /** What a bank is told to pay back, by its instruction. */
  refundPayment: "RPY",
  payment: "PAY",
  /** What an institution owes into custody for one list of sales from before it joined. */
  openingDeposit: "OPD",
  /** What was sold to pupils whom no guardian has added yet. */
  unclaimedOpenings: "OPU",
  payIn: "PIN",
  /** All families of an institution are paid back: a line for each. */
  massRefund: "MRF",
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
