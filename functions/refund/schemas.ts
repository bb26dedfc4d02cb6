import * as z from "zod";
import { RefundResult } from "../../adapters/bank/bank-protocol.ts";
import { RefundRule } from "../../domain/refund/ground.ts";
import { RefundTurn } from "../../domain/refund/next-step.ts";
import { RefundTerm } from "../../domain/refund/refund-term.ts";
import {
  EnrolmentId,
  InstitutionId,
  InstructionId,
  RefundId,
  UnitId,
} from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { RefundGround, RefundStatus } from "../../domain/shared/refund-words.ts";
import { LocalDate, Timestamp } from "../../domain/shared/time.ts";

/** Shapes that several contracts of this capability share. */

/** What a side writes about a refund; it may name anyone, and lies sealed. */
export const RefundText = z
  .string()
  .trim()
  .min(2)
  .max(1000)
  .meta({ description: "In the writer's own words; kept sealed, shown to the sides and officers" });

/** The numbers of lessons, each once; an order has sixty at most. */
export const LessonNumbers = z
  .array(z.int().min(1).max(999))
  .min(1)
  .max(60)
  .refine((numbers) => new Set(numbers).size === numbers.length, {
    error: "每个课时只能出现一次 / each lesson may be named once",
  });

/** The grounds that a family may name; that an institution has closed is found out by others. */
export const AskedGround = RefundGround.exclude(["cannot-perform"]);

/** One line, with the words of its rule. */
export const QuotedTerm = z.strictObject({
  ...RefundTerm.shape,
  rule: RefundRule,
  words: z.strictObject({ zh: z.string(), en: z.string() }),
  interest: RefundTerm.shape.interest
    .unwrap()
    .strict()
    .optional()
    .meta({ description: "principalFen × basisPoints / 10,000 × days / 365, half a fen up" }),
});

const RunningTime = z.strictObject({
  dueOn: LocalDate.meta({ description: "The last day of whoever's turn it is" }),
  article: z.string().meta({ description: "What sets the time" }),
  isProvisional: z.boolean().meta({ description: "The calendar of some day is not known yet" }),
});

/** Where a refund stands: what every command answers. */
export const RefundStanding = z.strictObject({
  refundId: RefundId,
  status: RefundStatus,
  turn: RefundTurn.optional().meta({ description: "Whose turn it is; absent once it is over" }),
  totalFen: Fen.meta({ description: "What the family gets, from whomever" }),
  deadline: RunningTime.optional(),
});

export const RefundSummary = z.strictObject({
  ...RefundStanding.shape,
  enrolmentId: EnrolmentId,
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  ground: RefundGround,
  custodyFen: Fen.meta({ description: "Of it out of custody, by the bank" }),
  requestedAt: Timestamp,
  payBy: Timestamp.meta({ description: "The first instant at which payment is late" }),
  closedAt: Timestamp.optional(),
});

const TimelineEntry = z.strictObject({
  at: Timestamp,
  event: z.string().meta({ description: "What happened, by the name of its event" }),
  status: RefundStatus,
  by: z.enum(["family", "institution", "authority", "bank", "platform"]),
});

/** A refund as its sides and the authority see it. */
export const RefundDetail = z.strictObject({
  ...RefundSummary.shape,
  lessons: z.array(z.strictObject({ lessonNumber: z.int(), amountFen: Fen })),
  terms: z.array(QuotedTerm).optional().meta({ description: "As they were quoted" }),
  deductedFen: Fen.meta({ description: "Of the lessons' amounts, what falls to the institution" }),
  debt: z
    .strictObject({
      amountFen: Fen,
      payBy: Timestamp,
      status: z.enum(["owed", "overdue", "settled"]),
    })
    .optional()
    .meta({ description: "What the institution pays itself, beside custody" }),
  rejectionCode: z.string().optional(),
  payment: z
    .strictObject({ instructionId: InstructionId, attempt: z.int(), instructedAt: Timestamp })
    .optional(),
  failedPayments: z.array(
    z.strictObject({
      instructionId: InstructionId,
      reasonCode: z.string(),
      failedAt: Timestamp,
    }),
  ),
  bankSerial: z.string().optional(),
  texts: z
    .array(z.strictObject({ by: z.enum(["family", "institution", "authority"]), text: z.string() }))
    .meta({ description: "What the sides wrote" }),
  timeline: z.array(TimelineEntry),
});

/** The bank's report; what the outcome needs must be there. */
export const ReportedRefund = RefundResult.refine(
  (result) => result.outcome !== "executed" || result.refundSerial !== undefined,
  {
    path: ["refundSerial"],
    error: "退费完成须附银行流水号 / an executed refund names the bank's serial",
  },
).refine((result) => result.outcome !== "rejected" || result.reason !== undefined, {
  path: ["reason"],
  error: "退费失败须附原因 / a rejected refund names its reason",
});
