import { createHash } from "node:crypto";
import type { SuspendedPayIn } from "../../domain/custody/pay-in.ts";
import type { LessonState } from "../../domain/lesson/lesson.ts";
import type { RefundState } from "../../domain/refund/refund.ts";
import {
  type ClassId,
  ID_PREFIXES,
  InstructionId,
  type MassRefundId,
  RefundId,
  ReturnId,
} from "../../domain/shared/ids.ts";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 26 characters of 5 bits hold the 128 bits of a ULID. */
const LENGTH = 26;

/** The same id whenever it is made from the same text. */
function idFrom(prefix: string, text: string): string {
  const digest = createHash("sha256").update(text).digest();
  const bits = digest.readBigUInt64BE(0) * 2n ** 64n + digest.readBigUInt64BE(8);
  const characters = Array.from({ length: LENGTH }, (_, index) =>
    CROCKFORD.charAt(Number((bits >> BigInt(5 * (LENGTH - 1 - index))) & 31n)),
  );
  return `${prefix}_${characters.join("")}`;
}

/**
 * The id of the instruction that a lesson awaits: always the same for this lesson and this attempt, so
 * that whoever draws it up again meets the first one. The attempt is named by the instruction that came
 * back before it.
 */
export function nextInstructionId(
  lesson: Pick<LessonState, "enrolmentId" | "lessonNumber" | "instructionId">,
): InstructionId {
  const { enrolmentId, lessonNumber } = lesson;
  const cameBack = lesson.instructionId ?? "none";
  const text = `release|${enrolmentId}|${lessonNumber}|${cameBack}`;
  return InstructionId.parse(idFrom(ID_PREFIXES.InstructionId, text));
}

/** The id of the return that a pay-in awaits, made in the same way. */
export function nextReturnId({ bankId, bankSerial, returnId }: SuspendedPayIn): ReturnId {
  const text = `return|${bankId}|${bankSerial}|${returnId ?? "none"}`;
  return ReturnId.parse(idFrom(ID_PREFIXES.ReturnId, text));
}

/**
 * The id under which a refund is paid: the same for every try that may have reached the bank, another after each
 * payment that the bank has definitely refused.
 */
export function nextRefundInstructionId({
  refundId,
  failedPayments,
}: Pick<RefundState, "refundId" | "failedPayments">): InstructionId {
  const refused = failedPayments.at(-1)?.instructionId ?? "none";
  return InstructionId.parse(idFrom(ID_PREFIXES.InstructionId, `refund|${refundId}|${refused}`));
}

/**
 * The id of a family's refund that follows from something else: a mass refund, or the end of its class. Whoever opens
 * it again meets the first one.
 */
export const refundIdFor = (cause: MassRefundId | ClassId, enrolmentId: string): RefundId =>
  RefundId.parse(idFrom(ID_PREFIXES.RefundId, `refund|${cause}|${enrolmentId}`));
