import * as z from "zod";

/** What a family complains of. 投诉事由 */
export const ComplaintKind = z.enum([
  /** Money is not given back. 退费 */
  "refund",
  /** Charged too much, too early, or outside custody. 收费 */
  "fee",
  /** The teaching, or who teaches. 教学质量 */
  "quality",
  /** Place, fire protection, the safety of pupils. 安全 */
  "safety",
  /** What was promised or advertised. 虚假宣传 */
  "advertisement",
  /** The contract is not kept. 合同履行 */
  "contract",
  "other",
]);
export type ComplaintKind = z.infer<typeof ComplaintKind>;

/** Who can have to answer a complaint, from below to above. */
export const COMPLAINT_TIERS = ["institution", "county", "city", "province"] as const;
export const ComplaintTier = z.enum(COMPLAINT_TIERS);
export type ComplaintTier = z.infer<typeof ComplaintTier>;

/** Whose turn it is, besides the tiers: the family, when it has an answer before it. */
export const ComplaintTurn = z.enum([...COMPLAINT_TIERS, "family"]);
export type ComplaintTurn = z.infer<typeof ComplaintTurn>;

/** What an answer comes to. 处理结论 */
export const ComplaintFinding = z.enum([
  /** What the institution offers by itself; no authority has judged. 机构答复 */
  "offered",
  /** Both sides have agreed before the authority. 调解达成一致 */
  "mediated",
  /** The complaint is right. 投诉属实 */
  "upheld",
  /** It is right in part. 部分属实 */
  "partly-upheld",
  /** It is not. 不属实 */
  "dismissed",
  /** Not taken up: another authority has the same matter. 不予受理 */
  "declined",
]);
export type ComplaintFinding = z.infer<typeof ComplaintFinding>;

/** Why a complaint goes up. */
export const ClimbReason = z.enum(["overdue", "rejected"]);
export type ClimbReason = z.infer<typeof ClimbReason>;

/** How a complaint ended. */
export const ComplaintEnding = z.enum([
  /** The family is content with the answer. 家长认可 */
  "accepted",
  /** The family was silent in its time. 逾期未表态 */
  "silence",
  /** Nobody is above the one who decided. 终结 */
  "final",
  /** Another authority has the matter. 不予受理 */
  "declined",
]);
export type ComplaintEnding = z.infer<typeof ComplaintEnding>;

/** What an authority hands to those who enforce the law. 案件线索 */
export const LeadKind = z.enum([
  "fee-outside-custody",
  "false-advertisement",
  "unlicensed-teaching",
  "unsafe-place",
  "forbidden-time",
  "other",
]);
export type LeadKind = z.infer<typeof LeadKind>;

/** Whose a piece of evidence or a text is. */
export const ComplaintSide = z.enum(["family", "institution", "authority", "platform"]);
export type ComplaintSide = z.infer<typeof ComplaintSide>;

/** The kinds of files that are taken as evidence. */
export const EVIDENCE_TYPES = ["image/jpeg", "image/png", "application/pdf", "video/mp4"] as const;
export const EvidenceType = z.enum(EVIDENCE_TYPES);
export type EvidenceType = z.infer<typeof EvidenceType>;
