import * as z from "zod";
import { ContractRef } from "../../domain/enrolment/enrolment.ts";
import { ContractTerms } from "../../domain/enrolment/contract-terms.ts";
import { EnrolmentStatus } from "../../domain/enrolment/transitions.ts";
import { ClassId, EnrolmentId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { defineUseCase } from "../kit/contract.ts";
import { LessonNumbers } from "../refund/schemas.ts";

/** How families move to another class of the same institution. */

const access = { role: "guardian" } as const;
const path = z.strictObject({ enrolmentId: EnrolmentId });
const { termsHash } = ContractRef.shape;

const moved = {
  enrolmentId: EnrolmentId.meta({ description: "The order that lessons leave" }),
  toEnrolmentId: EnrolmentId.meta({ description: "The order that the change makes" }),
  lessonCount: z.int().meta({ description: "So many lessons of the new class, from its first on" }),
  amountFen: Fen.meta({ description: "What moves inside custody: the price of the new order" }),
  contractNo: z.string(),
  termsHash,
};

/** What may be wrong with a change, in a quote as in the change itself. */
const REFUSALS = [
  "resource.not-found",
  "enrolment.change-same-class",
  "enrolment.change-other-institution",
  "enrolment.change-other-account",
  "enrolment.change-not-paid",
  "enrolment.refund-under-way",
  "enrolment.complaint-under-way",
  "enrolment.lesson-not-free",
  "enrolment.no-free-lesson",
  "enrolment.change-too-dear",
  "enrolment.change-leaves-rest",
  "enrolment.class-begun",
  "enrolment.too-many-lessons",
  "enrolment.amount-too-high",
  "institution.mass-refund-ordered",
  "catalogue.course-not-published",
  "catalogue.class-cancelled",
  "catalogue.not-sellable",
  "catalogue.class-full",
  "catalogue.too-long-a-period",
  "catalogue.charged-too-early",
] as const;

const BASIS = ["rulePack", "course", "institution", "complaint", "complaintsByGuardian"] as const;

export const quoteClassChange = defineUseCase({
  id: "quoteClassChange",
  capability: "enrolment",
  end: "family",
  method: "POST",
  path: "/v1/orders/{enrolmentId}/class-change-quotes",
  summary: {
    zh: "测算转班：哪些课时、多少钱转入新班，换得几课时，并出示新合同条款；不作任何变更",
    en: "Works a change of class out: what moves, what it buys, and the new terms; changes nothing",
  },
  access,
  input: {
    path,
    body: z.strictObject({
      classId: ClassId.meta({ description: "A class of the same institution that is on sale" }),
      lessonNumbers: LessonNumbers.optional().meta({
        description: "Of the present order; absent: all that are still to be held",
      }),
    }),
  },
  output: z.strictObject({
    quote: z.string().meta({ description: "To be sent with changeClass as it is" }),
    ...moved,
    lessons: z
      .array(z.strictObject({ lessonNumber: z.int(), amountFen: Fen }))
      .meta({ description: "The lessons that leave the present order" }),
    endsOrder: z.boolean().meta({ description: "Nothing is left of the present order" }),
    terms: ContractTerms.meta({ description: "Of the new order: signed by changeClass" }),
  }),
  errors: REFUSALS,
  touches: { reads: [...BASIS, "enrolment", "class", "orderGuard"] },
  load: { perSecond: 5 },
});

export const changeClass = defineUseCase({
  id: "changeClass",
  capability: "enrolment",
  end: "family",
  method: "POST",
  path: "/v1/orders/{enrolmentId}/class-changes",
  summary: {
    zh: "按测算转班并签署新合同：资金不出托管账户，测算后有变则不作任何变更",
    en: "Changes the class as quoted and signs the new terms; the money stays in custody",
  },
  access,
  input: {
    path,
    body: z.strictObject({
      quote: z.string().max(10_000).meta({ description: "As quoteClassChange gave it" }),
    }),
  },
  output: z.strictObject({
    ...moved,
    status: EnrolmentStatus.meta({ description: "Of the order that lessons left" }),
  }),
  status: 201,
  errors: [...REFUSALS, "enrolment.change-quote-not-yours", "enrolment.change-outdated"],
  idempotent: true,
  touches: { reads: BASIS, writes: ["enrolment", "class", "orderGuard", "notice"] },
  load: { perSecond: 2 },
});

export const useCases = [quoteClassChange, changeClass];
