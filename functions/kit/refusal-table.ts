import { catalogueRefusals } from "../../domain/catalogue/refusals.ts";
import { custodyRefusals } from "../../domain/custody/refusals.ts";
import { bankKeyRefusals } from "../../domain/bank/register-key.ts";
import { identityRefusals } from "../../domain/identity/refusals.ts";
import { enrolmentRefusals } from "../../domain/enrolment/refusals.ts";
import { studentRefusals } from "../../domain/enrolment/student.ts";
import { institutionRefusals } from "../../domain/institution/refusals.ts";
import { proposalRefusals } from "../../domain/proposal/refusals.ts";
import { referenceRefusals } from "../../domain/reference/refusals.ts";
import { lessonRefusals } from "../../domain/lesson/refusals.ts";
import { taskRefusals } from "../../domain/task/refusals.ts";
import { noticeRefusals } from "../../domain/notice/refusals.ts";
import { kitRefusals } from "./kit-refusals.ts";

/** Every stable code that the platform refuses with, and its text. */
export const refusalTexts = {
  ...kitRefusals,
  ...institutionRefusals,
  ...proposalRefusals,
  ...referenceRefusals,
  ...identityRefusals,
  ...bankKeyRefusals,
  ...lessonRefusals,
  ...custodyRefusals,
  ...catalogueRefusals,
  ...enrolmentRefusals,
  ...studentRefusals,
  ...noticeRefusals,
  ...taskRefusals,
} as const;

type ErrorCode = keyof typeof refusalTexts;

/** Codes answered with something else than 422; a code that is new here is a rule's refusal. */
export const refusalStatuses: Partial<Record<ErrorCode, number>> = {
  "input.invalid": 400,
  "input.not-json": 400,
  "input.too-large": 413,
  "input.cursor-invalid": 400,
  "idempotency.key-required": 400,
  "idempotency.key-invalid": 400,
  "identity.unauthenticated": 401,
  "identity.signature-refused": 401,
  "identity.nonce-replayed": 401,
  "identity.not-a-member": 403,
  "identity.role-required": 403,
  "identity.outside-unit": 403,
  "resource.not-found": 404,
  "resource.changed": 409,
  "institution.account-already-bound": 409,
  "institution.binding-under-way": 409,
  "proposal.already-decided": 409,
  "lesson.enrolment-not-active": 409,
  "lesson.attendance-fixed": 409,
  "lesson.not-taught": 409,
  "lesson.already-requested": 409,
  "lesson.not-requested": 409,
  "lesson.already-confirmed": 409,
  "lesson.disputed": 409,
  "lesson.returned": 409,
  "lesson.not-open-to-dispute": 409,
  "lesson.not-disputed": 409,
  "custody.lesson-not-earned": 409,
  "custody.result-contradicts": 409,
  "custody.pay-in-not-held": 409,
  "custody.return-contradicts": 409,
  "task.already-resolved": 409,
  "catalogue.course-already-published": 409,
  "catalogue.course-not-published": 409,
  "catalogue.class-full": 409,
  "enrolment.not-awaiting-signature": 409,
  "enrolment.not-signed": 409,
  "enrolment.payment-already-requested": 409,
  "enrolment.payment-expired": 409,
  "enrolment.bank-refused": 502,
  "enrolment.bank-unavailable": 503,
  "service.unavailable": 503,
  "service.defect": 500,
};
