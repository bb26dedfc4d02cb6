import * as z from "zod";
import { SessionStatus } from "../../domain/catalogue/session.ts";
import { Balances } from "../../domain/custody/balances.ts";
import { ContractTerms } from "../../domain/enrolment/contract-terms.ts";
import { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { EarlierSale, Opening } from "../../domain/enrolment/opening.ts";
import { Gender, IdentityDocument } from "../../domain/enrolment/roster-fields.ts";
import { LessonState } from "../../domain/lesson/lesson.ts";
import { LessonStatus } from "../../domain/lesson/transitions.ts";
import { EnrolmentId, MemberId, PaymentId } from "../../domain/shared/ids.ts";
import { hasHiddenCharacters } from "../../domain/shared/list-fields.ts";
import { Fen } from "../../domain/shared/money.ts";
import { LocalDate, Timestamp } from "../../domain/shared/time.ts";
import { UNDO_UNTIL } from "../lesson/schemas.ts";

/** Shapes of pupils and orders. */

const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine(
      (text) => !hasHiddenCharacters(text),
      "不得含控制字符或不可见字符 / no control or invisible characters",
    );

export const NewStudent = z.strictObject({
  name: words(50).meta({ description: "The child's name as on the document" }),
  gender: Gender,
  idKind: IdentityDocument,
  idNumber: z.string().trim().min(5).max(20).meta({ description: "The number of the document" }),
  birthDate: LocalDate,
  school: words(100),
  grade: words(20),
});

export const EnrolmentSummary = z.strictObject({
  ...EnrolmentState.pick({
    enrolmentId: true,
    institutionId: true,
    courseId: true,
    classId: true,
    studentId: true,
    subjectKey: true,
    lessonCount: true,
    priceFen: true,
    status: true,
  }).shape,
  studentName: z
    .string()
    .optional()
    .meta({ description: "As this guardian wrote it; shown to this guardian alone" }),
  balances: z
    .strictObject(Balances.shape)
    .meta({ description: "Where the money is: every fen in one state" }),
  orderedAt: Timestamp,
});

const ContractView = z.strictObject({
  contractNo: z.string(),
  termsHash: z.string().meta({
    description:
      "SHA-256, in hex, of `terms` as JSON with sorted names and no spaces: what the guardian signs",
  }),
  terms: ContractTerms,
  signedAt: Timestamp.optional(),
});

const PaymentView = z.strictObject({
  paymentId: PaymentId,
  custodyAccountNo: z.string(),
  amountFen: Fen,
  expiresAt: Timestamp,
  receivedAt: Timestamp.optional(),
  bankSerial: z.string().optional(),
});

/** A sale of before; only the part for the lessons left is in custody, or awaited there. */
const OpeningView = z.strictObject({
  ...EarlierSale.shape,
  overLimits: Opening.shape.overLimits.meta({
    description: "The limits of one charge that the sale went over",
  }),
  receivedAt: Timestamp.optional().meta({ description: "Absent: the deposit is awaited" }),
});

/** The family's time to answer, and by which article it runs. */
const ConfirmationView = z.strictObject({
  requestedAt: Timestamp,
  lastDay: LocalDate.meta({ description: "The last day on which the family may answer" }),
  dueAt: Timestamp.meta({ description: "From then on silence counts as consent" }),
  workingDays: z.int(),
  article: z.string().meta({ description: "The article that sets the period" }),
  provisional: z.boolean().meta({
    description: "The official calendar of that year is awaited: nothing expires before it is in",
  }),
});

const LessonView = z.strictObject({
  lessonNumber: z.int(),
  sessionNumber: z.int().meta({ description: "The session in which it is, or was, to be held" }),
  startsAt: Timestamp,
  endsAt: Timestamp,
  session: SessionStatus,
  movedFrom: Timestamp.optional().meta({ description: "When the session was to begin at first" }),
  leaveRequestedAt: Timestamp.optional().meta({
    description: "When the family asked leave from this session",
  }),
  teacherId: MemberId.optional().meta({
    description: "Who teaches this session in the place of the class's teacher",
  }),
  amountFen: Fen,
  status: LessonStatus,
  confirmation: ConfirmationView.optional().meta({
    description: "Present while the family is asked to confirm",
  }),
  confirmedBy: LessonState.shape.confirmedBy.meta({
    description: "Whether the guardian confirmed, or was silent for the legal time",
  }),
  undoUntil: Timestamp.optional().meta({ description: UNDO_UNTIL }),
  transferredTo: EnrolmentId.optional().meta({
    description: "The order to which its fee has moved, at a change of class",
  }),
});

export const EnrolmentDetail = z.strictObject({
  ...EnrolmentSummary.shape,
  rulePackVersion: z.string(),
  contract: ContractView,
  payment: PaymentView.optional(),
  opening: OpeningView.optional().meta({
    description:
      "Of what was sold before the institution joined: the sale as the institution states it",
  }),
  changedFrom: EnrolmentId.optional().meta({
    description: "The order from whose class the family has changed: its money moved in from there",
  }),
  payBy: Timestamp.optional().meta({
    description: "While unpaid: from then on the order lapses and its seat is free again",
  }),
  lessons: z.array(LessonView),
});
