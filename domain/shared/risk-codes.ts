import * as z from "zod";

/** What the platform watches an institution for; each is one file in `domain/risk/indicators/`. 预警指标 */
export const IndicatorId = z.enum([
  "custody-cover",
  "deposit-shortfall",
  "unexplained-outflow",
  "outflow-surge",
  "refund-surge",
  "overdue-refunds",
  "complaint-rate",
  "silent-confirmations",
  "untaught-confirmations",
  "off-platform-sales",
  "limits-and-prices",
  "closing-signs",
  "expiries",
]);
export type IndicatorId = z.infer<typeof IndicatorId>;

/** How serious a warning is: yellow for the county, red for the county and its city. 黄色预警、红色预警 */
export const AlertLevel = z.enum(["yellow", "red"]);
export type AlertLevel = z.infer<typeof AlertLevel>;

/** Why a trial of new limits goes no further. */
export const TrialBreakOff = z.enum([
  /** Its version was withdrawn. 版本已撤回 */
  "withdrawn",
  /** Nothing was heard of it for too long. 长时间无进展 */
  "stood-still",
]);
export type TrialBreakOff = z.infer<typeof TrialBreakOff>;

/** Which authority answers for an alert, from below to above. */
export const ALERT_TIERS = ["county", "province", "nation"] as const;
export const AlertTier = z.enum(ALERT_TIERS);
export type AlertTier = z.infer<typeof AlertTier>;

/** Why an alert goes up. */
export const EscalationReason = z.enum([
  /** Nobody acknowledged or concluded it in time. 逾期未处置 */
  "overdue",
  /** An officer asked for it. 人工上报 */
  "by-officer",
  /** One owner's institutions have alerts in several counties. 同一举办者多个区县 */
  "several-counties",
  /** One owner's institutions have alerts in several provinces. 同一举办者多个省份 */
  "several-provinces",
]);
export type EscalationReason = z.infer<typeof EscalationReason>;

/** What an officer finds when an alert is concluded. 处置结论 */
export const AlertFinding = z.enum([
  /** The risk is there, and what was done about it is under way. 属实并已处置 */
  "confirmed",
  /** The facts are right, and there is a harmless reason for them. 已核实，属正常经营 */
  "explained",
  /** The facts are wrong. 数据有误 */
  "data-error",
]);
export type AlertFinding = z.infer<typeof AlertFinding>;

/** What an authority does about an institution at risk. 处置措施 */
export const AlertMeasure = z.enum([
  /** 约谈 */
  "talk",
  /** 暂停拨付 */
  "stop-release",
  /** 暂停收费 */
  "stop-sale",
  /** 冻结 */
  "freeze",
  /** 责令整改 */
  "rectify",
  /** 现场检查 */
  "inspect",
  /** 立案 */
  "file-case",
  /** 公示 */
  "publish",
]);
export type AlertMeasure = z.infer<typeof AlertMeasure>;

/** What is ordered about an institution as a matter of its own, which two officers decide: no measure has its id. */
export const AlertMatter = z.enum([
  /** 冻结 */
  "freeze",
  /** 集中退费 */
  "mass-refund",
]);
export type AlertMatter = z.infer<typeof AlertMatter>;

/** How such a matter ended. */
export const MatterEnd = z.enum([
  /** Two officers lifted it. 解除 */
  "officers",
  /** The second officer did not confirm it. 未获确认 */
  "rejected",
  /** Nobody confirmed it in time. 逾期未确认 */
  "lapsed",
  /** What was ordered is done. 办结 */
  "completed",
]);
export type MatterEnd = z.infer<typeof MatterEnd>;

/** The values that an alert rests on, by the names of its indicator's inputs. */
export const AlertInputs = z.record(z.string().regex(/^[a-z][A-Za-z]{1,39}$/), z.int());
export type AlertInputs = z.infer<typeof AlertInputs>;
