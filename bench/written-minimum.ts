import {
  ANSWER,
  KEY,
  NONCE,
  ORDER,
  LESSON,
  changed,
  ORDER_CHANGED,
  LIMIT,
  REGISTER,
  told,
  inbox,
  STEP,
  COMPLAINT,
  moved,
  type Part,
  type WrittenMinimum,
} from "./minimum-parts.ts";
import { MEASURE_MINIMUM } from "./measure-minimum.ts";
import { REFUND_MINIMUM } from "./refund-minimum.ts";

/** The least of every money command. */
export const WRITTEN_MINIMUM: Readonly<Record<string, WrittenMinimum>> = {
  ...REFUND_MINIMUM,
  ...MEASURE_MINIMUM,
  placeOrder: {
    reads: [
      "whether the pupil is the caller's",
      "the class: open, its price and course",
      "its timetable, which goes into the contract",
      "the course: subject, lessons, conditions",
      "the institution: whether it may sell",
      LIMIT,
    ],
    writes: [
      ANSWER,
      "a seat less, by condition, so that nothing is read of the seats",
      ...changed("the order"),
      ["the terms that the family will sign", 2],
      "the order in the class list",
      LIMIT,
    ],
    entries: ["the end of the time to pay", "the family's orders"],
  },
  signContract: { reads: [ORDER], writes: [ANSWER, ...changed("the order")] },
  payOrder: {
    reads: [ORDER, "the class: its beginning", "the course: its title", "the institution: account"],
    writes: [
      ...changed("the order"),
      "the payment's id, by which the bank's notice finds the order",
    ],
    ownWrites: [`${ANSWER}; after the bank has named its page`],
    entries: moved("the end of the time to pay"),
  },
  notifyPayIn: {
    reads: [KEY, "the payment's id: which order", ORDER],
    writes: [ANSWER, NONCE, "the pay-in by its serial, once", ...changed("the order")],
    entries: ["the end of the time to pay leaves"],
  },
  recordAttendance: {
    reads: ["the session: over, and which lesson", ORDER, LESSON],
    writes: [ANSWER, ...ORDER_CHANGED, REGISTER],
  },
  requestConfirmation: {
    reads: ["the session: which lesson", "the register: who was there", ORDER, LESSON],
    writes: [ANSWER, ...ORDER_CHANGED, ...told("the guardian")],
    entries: ["the end of silence", ...inbox("the guardian")],
  },
  requestLeave: {
    reads: [ORDER, LESSON, "the session: its beginning", "the terms: whether a leave is taken"],
    writes: [ANSWER, ...ORDER_CHANGED, REGISTER, ...told("the institution")],
    entries: inbox("the institution"),
  },
  confirmLesson: {
    reads: [ORDER, LESSON],
    writes: [ANSWER, ...ORDER_CHANGED, LIMIT],
    entries: moved("silence, then the end of undoing"),
  },
  undoConfirmation: {
    reads: [ORDER, LESSON],
    writes: [ANSWER, ...ORDER_CHANGED, LIMIT, ...told("the institution")],
    entries: [...moved("the end of undoing, then silence"), ...inbox("the institution")],
  },
  confirmLessons: {
    reads: [...Array<Part>(7).fill("an order of the family: whether a lesson waits"), LESSON],
    staleReads: ["which orders the family has"],
    writes: ["the answer of this lesson under the caller's key", ...ORDER_CHANGED, LIMIT],
    ownWrites: ["which lessons the first try spoke of", ANSWER],
    entries: moved("silence, then the end of undoing"),
  },
  disputeLesson: {
    reads: [ORDER, LESSON],
    writes: [
      ANSWER,
      ...ORDER_CHANGED,
      "the dispute",
      "what the family says, sealed",
      ...told("the institution"),
    ],
    entries: ["silence ends no more", "the county's list", ...inbox("the institution")],
  },
  withdrawDispute: {
    reads: [ORDER, LESSON, "the dispute"],
    writes: [
      ANSWER,
      ...ORDER_CHANGED,
      "the dispute as it is now",
      ...told("the institution"),
      ...told("the guardian"),
    ],
    entries: ["silence counts again", ...inbox("the institution"), ...inbox("the guardian")],
  },
  resolveDispute: {
    reads: ["the dispute", "the institution: whose competence", ORDER, LESSON],
    writes: [
      ANSWER,
      ...ORDER_CHANGED,
      "the dispute as it is now",
      "what was found, sealed",
      "the pupil's line in the register goes: the lesson was not taught",
      ...told("the institution"),
      ...told("the guardian"),
    ],
    entries: [...inbox("the institution"), ...inbox("the guardian")],
  },
  acceptResolution: {
    reads: [COMPLAINT],
    writes: [ANSWER, ...STEP, ...told("the institution"), ...told("the complainant")],
    entries: [
      "the end of the time to answer",
      ...inbox("the institution"),
      ...inbox("the complainant"),
    ],
  },
  withdrawComplaint: {
    reads: [COMPLAINT],
    writes: [ANSWER, ...STEP, ...told("the institution")],
    entries: ["the end of the time to respond", ...inbox("the institution")],
  },
  respondToComplaint: {
    reads: [COMPLAINT],
    writes: [ANSWER, ...STEP, "the response, sealed", ...told("the complainant")],
    entries: [...moved("the next time limit"), ...inbox("the complainant")],
  },
  mediateComplaint: {
    reads: [COMPLAINT],
    writes: [ANSWER, ...STEP, ...told("the complainant")],
    entries: [...moved("the next time limit"), ...inbox("the complainant")],
  },
  reportInstructionResult: {
    reads: [KEY, "the instruction: whose, how much", ORDER, LESSON],
    writes: [ANSWER, NONCE, ...changed("the instruction"), ...ORDER_CHANGED],
  },
  reportReturnResult: {
    reads: [KEY, "the pay-in on its way back"],
    writes: [ANSWER, NONCE, ...changed("the pay-in")],
    entries: moved("from the county's misplaced money to what went back"),
  },
  reportPayInReversal: {
    reads: [
      KEY,
      "the pay-in that is taken back: what it has paid",
      ORDER,
      "the lessons that have a state of their own",
      LIMIT,
    ],
    writes: [
      ANSWER,
      NONCE,
      "the pay-in, reversed",
      ...changed("the order"),
      ...["first", "second", "third", "fourth"].map((which) => `the ${which} lesson, reversed`),
      LIMIT,
      "the seat, free again",
      ...told("the family"),
      ...told("the institution"),
    ],
    entries: [...inbox("the family"), ...inbox("the institution")],
  },
  pushBalance: {
    reads: [
      KEY,
      "the last balance",
      "what the books hold for the orders, in all",
      ...Array<Part>(2).fill("misplaced money of the account: the bank holds it too"),
    ],
    staleReads: [
      "whose account it is",
      "which misplaced money there is",
      "the orders one by one, where the total differs",
    ],
    writes: [ANSWER, NONCE, ...changed("the balance")],
    entries: ["the county's list of balances that differ"],
  },
  bindDepositAccount: {
    reads: ["the institution: whose competence", "whether it keeps a deposit already"],
    writes: [ANSWER, ...changed("the proposal")],
    entries: ["the county's list of proposals"],
  },
  pushDepositBalance: {
    reads: [KEY, "the deposit: what was told last"],
    staleReads: ["whose account it is", "the institution: its credit code"],
    writes: [ANSWER, NONCE, ...changed("the deposit")],
  },
  resolveTask: {
    reads: ["the task", "the institution: whose competence", "the pay-in that it is about"],
    writes: [ANSWER, ...changed("the task"), ...changed("the pay-in")],
  },
  decideProposal: {
    reads: ["the proposal", "the institution: whose competence, its account"],
    writes: [ANSWER, ...changed("the proposal"), ...changed("the institution")],
    entries: ["which institution an account number belongs to"],
  },
  bindCustodyAccount: {
    reads: ["the institution: whose competence, its account"],
    writes: [ANSWER, ...changed("the proposal"), ...changed("the institution")],
    entries: ["the county's list of proposals"],
  },
};
