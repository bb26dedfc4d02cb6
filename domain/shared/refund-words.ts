import * as z from "zod";

/** Why a family asks its money back. It decides the rule, the interest and whether the institution is asked. */
export const RefundGround = z.enum([
  /** No lesson has been held: all of it back. 开课前 */
  "before-start",
  /** Within the days after payment in which no reason is needed: what is not taken, at the contract's price. 七日冷静期 */
  "cooling-off",
  /** Within the time in which the contract gives all back that is not taken. 合同约定的退费期 */
  "contract-window",
  /** The institution does not keep the contract. 机构原因 */
  "institution",
  /** The institution has closed, or may not go on. 机构无法履约 */
  "cannot-perform",
  /** The family cannot or will not go on. 消费者原因 */
  "consumer",
]);
export type RefundGround = z.infer<typeof RefundGround>;

/** How far a refund has come. */
export const RefundStatus = z.enum([
  /** Asked; the institution is to answer. 待机构答复 */
  "applied",
  /** Agreed, by the institution or by the rule itself. 已同意 */
  "agreed",
  /** The institution was silent for the legal time. 视为同意 */
  "deemed",
  /** The institution refuses; the authority decides. 已拒绝 */
  "rejected",
  /** The authority has found for the family. 裁决退费 */
  "ordered",
  /** The bank is instructed. 退款中 */
  "instructed",
  /** The bank has not paid. 银行退回 */
  "bank-failed",
  /** No rule can settle it any more. 人工处理 */
  "with-person",
  /** The institution is to pay it itself. 待机构付款 */
  "owed",
  /** It has not, in time. 逾期未付 */
  "overdue",
  /** The family has its money. 已退款 */
  "paid",
  /** The family has taken its request back. 已撤回 */
  "withdrawn",
  /** The authority has found for the institution. 不予退费 */
  "dismissed",
]);
export type RefundStatus = z.infer<typeof RefundStatus>;
