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
  /** What an institution tried on a day to sell beyond the limits of one charge. */
  limitAttempts: "LIM",
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
  /** An early warning, with its journal as its timeline. */
  alert: "ALT",
  /** An institution's alerts; and for each indicator the one that is open. */
  alertsByInstitution: "IALT",
  alertsByUnit: "UALT",
  /** Where the institutions of one owner have open alerts. */
  alertsByOwner: "OALT",
  /** An institution's daily facts, and how far each journal is folded into them. */
  facts: "FCT",
  /** Where a pupil was recorded on a day; and lessons whose pupil was recorded elsewhere at the same time. */
  pupilDay: "PDAY",
  doubleAttendance: "DBL",
  doubleAttendancesByInstitution: "IDBL",
  /** What a lesson costs around an institution. */
  localPrice: "LPR",
  /** Who is told of alerts, and on which way; found by the unit whose officers subscribed. */
  subscription: "SUB",
  subscriptionsByUnit: "USUB",
  /** One message to one subscriber, with its journal as its log. */
  delivery: "DLV",
  deliveriesBySubscription: "SDLV",
  /** How many alerts a unit had open on a morning. */
  digest: "DIG",
  /** What an authority orders about an institution, with its journal; a stop is named by the institution's head too. */
  measure: "MSR",
  measuresByInstitution: "IMSR",
  measuresByUnit: "UMSR",
  /** New limits of an indicator, found by the unit that drafted them, and while they run in shadow. */
  indicatorVersion: "IRV",
  indicatorVersionsByUnit: "UIRV",
  shadowVersions: "SIRV",
  /** A version tried on days that are over, with what was found of each institution. */
  indicatorTrial: "ITR",
  indicatorTrialsByVersion: "VITR",
  /** The index of what is due; no item has it as its own key. */
  due: "DUE",
  position: "POS",
  /** Balances that differ from the books, listed by county. */
  balancesByUnit: "UBAL",
  /** What an authority watches: sums of the money in a unit, folded by schedule. */
  unitFunds: "UFND",
  /** The units in which something has changed that their sums read, and those in which something was ever sold. */
  unitMarks: "UMRK",
  /** The performance deposit of an institution, and by its number the account that holds it. */
  deposit: "DPS",
  depositAccount: "DACC",
  /** Deposits below their floor, listed by county. */
  shortDepositsByUnit: "UDPS",
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
