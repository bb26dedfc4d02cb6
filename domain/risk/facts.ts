import * as z from "zod";
import { FACT_NAMES, FactName } from "../shared/fact-names.ts";
import { InstitutionId } from "../shared/ids.ts";
import { LocalDate } from "../shared/time.ts";

/**
 * How the values of one fact come together:
 * `flow` (流量): what happened on the day; the parts of a day add up, and a day without any is 0.
 * `level` (存量): how things stand at the end of the day; the last value holds until the next one.
 * `lowest`, `highest` (最低值、最高值): the smallest or the largest value of the day; a day without any has none.
 */
export type FactKind = "flow" | "level" | "lowest" | "highest";

export type FactUnit =
  | "fen"
  | "order"
  | "lesson"
  | "refund"
  | "complaint"
  | "pupil"
  | "person"
  | "report"
  | "attempt"
  | "change"
  /** Days since 1970-01-01, as `dayNumber` counts them. */
  | "day-number";

interface FactDefinition {
  readonly kind: FactKind;
  readonly unit: FactUnit;
  /** The field's Chinese term. */
  readonly zh: string;
}

const flow = (unit: FactUnit, zh: string) => ({ kind: "flow", unit, zh }) as const;
const level = (unit: FactUnit, zh: string): FactDefinition => ({ kind: "level", unit, zh });
const lowest = (unit: FactUnit, zh: string): FactDefinition => ({ kind: "lowest", unit, zh });
const highest = (unit: FactUnit, zh: string): FactDefinition => ({ kind: "highest", unit, zh });

/**
 * Every fact that is kept of an institution and a day: the one place that says which add up and which stand.
 * All are whole numbers. What happened counts for the day in Asia/Shanghai of the entry that recorded it.
 */
export const facts = {
  /** Orders placed, and what families paid in. */
  orderCount: flow("order", "下单数"),
  paidFen: flow("fen", "缴费金额"),
  /** What the institution wanted to sell and was refused for a limit of time, lessons or amount; 20 a day at most. */
  overLimitAttemptCount: flow("attempt", "超限收费尝试次数"),
  /** The cheapest lesson of all packages sold on the day, and the local median for the same trade. */
  soldUnitPriceFen: lowest("fen", "当日售出课时最低单价"),
  medianUnitPriceFen: level("fen", "当地课时单价中位数"),

  /** Sessions of classes, on the day on which they were planned or cancelled; lessons taught count by pupil. */
  lessonScheduledCount: flow("lesson", "排课课时数"),
  lessonTaughtCount: flow("lesson", "已授课时数"),
  lessonCancelledCount: flow("lesson", "取消课时数"),
  /** By a family's own word; by its silence; and what it denies. */
  confirmedCount: flow("lesson", "家长确认课时数"),
  deemedCount: flow("lesson", "视为确认课时数"),
  disputedCount: flow("lesson", "争议课时数"),
  /** Asked to be confirmed and found not to have been taught, on the day of the finding. */
  untaughtConfirmedCount: flow("lesson", "未授课而确认的课时数"),
  /** Lessons whose pupil was recorded elsewhere at the same time, each once, on the day on which both were recorded. */
  doubleAttendanceCount: flow("lesson", "同一学生同时两处上课的课时数"),

  earnedFen: flow("fen", "已核销金额"),
  /** What the bank paid out on instructions for confirmed lessons, on the day of the bank. */
  releasedFen: flow("fen", "按核销拨付金额"),
  /** All that left the custody account for somebody else than families, as the bank states it. */
  outflowFen: flow("fen", "托管账户流出金额"),

  refundAskedCount: flow("refund", "退费申请数"),
  refundAgreedCount: flow("refund", "同意退费数"),
  refundPaidCount: flow("refund", "已退费数"),
  /** Refunds whose day to be paid has passed. */
  refundOverdueCount: level("refund", "逾期未退数"),

  complaintFiledCount: flow("complaint", "新增投诉数"),
  complaintClimbedCount: flow("complaint", "升级投诉数"),
  complaintConcludedCount: flow("complaint", "办结投诉数"),
  complaintOpenCount: level("complaint", "未办结投诉数"),

  /** Pupils to whom lessons are owed, counted by order; and those whom an inspection counted on the day. */
  paidHeadcount: level("pupil", "在读缴费人数"),
  seenHeadcount: highest("pupil", "现场清点人数"),
  staffCount: level("person", "从业人员数"),
  offPlatformReportCount: flow("report", "平台外收费举报数"),

  /**
   * What the bank holds for orders: by the books, which rest on its notices, and by how much its last balance differs
   * from them, so that it is of one moment with what is owed. Before its first balance the books stand alone; money held
   * aside for no order is not in it.
   */
  custodyBalanceFen: level("fen", "托管账户余额"),
  /** What is owed to families: unconsumed, pending and frozen. */
  liabilityFen: level("fen", "未消课及待确认金额"),
  /** The performance deposit and its floor; absent for an institution under custody. */
  depositBalanceFen: level("fen", "风险保证金余额"),
  depositFloorFen: level("fen", "风险保证金最低额"),

  /** The last day of each; absent where none is known. */
  licenceEndsOn: level("day-number", "办学许可证到期日"),
  inspectionEndsOn: level("day-number", "年检到期日"),
  certificateEndsOn: level("day-number", "最早到期的资质证书到期日"),
  leaseEndsOn: level("day-number", "场所租赁到期日"),
  accountChangeCount: flow("change", "收款账户变更次数"),
  legalPersonChangeCount: flow("change", "法定代表人变更次数"),
} as const satisfies Record<FactName, FactDefinition>;

/** The facts that add up from day to day. */
export type FlowName = {
  [Name in FactName]: (typeof facts)[Name] extends { readonly kind: "flow" } ? Name : never;
}[FactName];
const isFlow = (name: FactName): name is FlowName => facts[name].kind === "flow";
export const FLOW_NAMES = FACT_NAMES.filter(isFlow);

/** The facts of a day; what is left out did not happen, or stands as on the day before. */
export const FactValues = z.partialRecord(FactName, z.int().min(0));
export type FactValues = Readonly<Partial<Record<FactName, number>>>;

/** One item for each institution and day on which something was recorded. */
export const DailyFacts = z.strictObject({
  institutionId: InstitutionId,
  day: LocalDate,
  values: FactValues,
});
export type DailyFacts = z.infer<typeof DailyFacts>;

/** Brings two parts of one day together; the later part wins where a fact is a level. */
export function mergeFacts(earlier: FactValues, later: FactValues): FactValues {
  const merged: Partial<Record<FactName, number>> = { ...earlier };
  for (const name of FACT_NAMES) {
    const value = later[name];
    if (value === undefined) continue;
    const former = merged[name];
    merged[name] = former === undefined ? value : joined(facts[name].kind, former, value);
  }
  return merged;
}

function joined(kind: FactKind, former: number, value: number): number {
  switch (kind) {
    case "flow":
      return former + value;
    case "level":
      return value;
    case "lowest":
      return Math.min(former, value);
    case "highest":
      return Math.max(former, value);
  }
}
