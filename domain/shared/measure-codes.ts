import * as z from "zod";

/** What an authority orders about one institution; a freeze is its own matter. 处置措施 */
export const MeasureKind = z.enum([
  /** 约谈 */
  "talk",
  /** 暂停拨付 */
  "stop-release",
  /** 暂停收费 */
  "stop-sale",
  /** 限期整改 */
  "rectify",
  /** 现场检查 */
  "inspect",
]);
export type MeasureKind = z.infer<typeof MeasureKind>;

/** What an officer rests on an article: a measure, or a freeze. */
export const LegalMeasure = z.enum([...MeasureKind.options, "freeze"]);
export type LegalMeasure = z.infer<typeof LegalMeasure>;

/** What a stop stops: fees paid out to the institution, or orders and payments of families. */
export const StopKind = z.enum(["release", "sale"]);
export type StopKind = z.infer<typeof StopKind>;

/** The articles on which a measure may rest; their texts lie in `domain/measure/legal-bases.ts`. 法律依据 */
export const LegalBasis = z.enum([
  "private-education-41",
  "private-education-62",
  "penalty-28",
  "penalty-54",
  "off-campus-penalty-22",
  "prepaid-fees-2021-2",
]);
export type LegalBasis = z.infer<typeof LegalBasis>;

/** How a measure is over before it was met. */
export const MeasureEnd = z.enum([
  /** Its officer, or two of them, took it back. 撤销 */
  "officers",
  /** The second officer did not confirm it. 未获确认 */
  "rejected",
  /** Nobody confirmed it in time. 逾期未确认 */
  "lapsed",
]);
export type MeasureEnd = z.infer<typeof MeasureEnd>;

/** What an inspection found. 检查结论 */
export const InspectionResult = z.enum([
  /** 正常经营 */
  "in-order",
  /** 存在问题 */
  "defects",
  /** 人去楼空、停业 */
  "closed",
]);
export type InspectionResult = z.infer<typeof InspectionResult>;
