import * as z from "zod";

/** What a family says is wrong with a lesson that it is asked to confirm. */
export const DisputeReason = z.enum([
  /** The lesson was not held. 未上课 */
  "not-held",
  /** It was held, and the pupil was not there. 学生未到 */
  "pupil-absent",
  /** It was shorter than agreed. 课时不足 */
  "too-short",
  /** Not as the contract says: another teacher, place or subject. 与约定不符 */
  "not-as-agreed",
  "other",
]);
export type DisputeReason = z.infer<typeof DisputeReason>;
