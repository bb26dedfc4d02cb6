import { createHash } from "node:crypto";
import type { LessonState } from "../../domain/lesson/lesson.ts";
import { ID_PREFIXES, InstructionId } from "../../domain/shared/ids.ts";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 26 characters of 5 bits hold the 128 bits of a ULID. */
const LENGTH = 26;

/**
 * The id of the instruction that a lesson awaits: always the same for this lesson and this attempt, so
 * that whoever draws it up again meets the first one. The attempt is named by the instruction that came
 * back before it.
 */
export function nextInstructionId(lesson: LessonState): InstructionId {
  const { enrolmentId, lessonNumber } = lesson;
  const cameBack = lesson.instructionId ?? "none";
  const digest = createHash("sha256")
    .update(`release|${enrolmentId}|${lessonNumber}|${cameBack}`)
    .digest();
  const bits = digest.readBigUInt64BE(0) * 2n ** 64n + digest.readBigUInt64BE(8);
  const text = Array.from({ length: LENGTH }, (_, index) =>
    CROCKFORD.charAt(Number((bits >> BigInt(5 * (LENGTH - 1 - index))) & 31n)),
  ).join("");
  return InstructionId.parse(`${ID_PREFIXES.InstructionId}_${text}`);
}
