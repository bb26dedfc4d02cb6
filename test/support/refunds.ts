import type { LessonStatus } from "../../domain/lesson/transitions.ts";
import { nationalRulePack } from "../../domain/reference/national-rule-pack.ts";
import type {
  RefundableLesson,
  RefundableOrder,
  RefundAsk,
  RefundCase,
} from "../../domain/refund/refund-case.ts";
import { resolveRefundRules, type RefundRules } from "../../domain/refund/refund-rules.ts";
import { fen, lessonAmountFen } from "../../domain/shared/money.ts";
import { DAY_MS, localDate, type EpochMs } from "../../domain/shared/time.ts";
import { aCourse, enrolmentId, MONDAY } from "./money-builders.ts";

/** The nation's rules on the Monday on which these tests begin. */
export const refundRules: RefundRules = resolveRefundRules([nationalRulePack], {
  date: localDate("2026-03-02"),
  unitPath: "/unt_100000/unt_410000/unt_411100/unt_411102/",
});

/** Well after the start, and after the cooling-off. */
export const MIDWAY: EpochMs = MONDAY + 30 * DAY_MS;

/** The lessons of an order: the first ones with the statuses that are given, the others scheduled. */
export const lessonsOf = (
  paidFen: number,
  lessonCount: number,
  statuses: readonly LessonStatus[],
): readonly RefundableLesson[] =>
  Array.from({ length: lessonCount }, (_, index) => ({
    lessonNumber: index + 1,
    amountFen: lessonAmountFen(fen(paidFen), lessonCount, index + 1),
    status: statuses[index] ?? "scheduled",
  }));

/** So many lessons with one status. */
export const times = (count: number, status: LessonStatus): readonly LessonStatus[] =>
  Array.from({ length: count }, () => status);

interface CaseChanges {
  readonly paidFen?: number;
  readonly lessonCount?: number;
  readonly statuses?: readonly LessonStatus[];
  readonly order?: Partial<RefundableOrder>;
  readonly rules?: Partial<RefundRules>;
  readonly ask?: Partial<RefundAsk>;
  readonly deductedBeforeFen?: number;
}

/** ¥4,800 for 40 lessons, paid on the Monday, begun a week later; the family wants no more of it. */
export const refundCase = ({
  paidFen = 480_000,
  lessonCount = 40,
  statuses = [],
  order = {},
  rules = {},
  ask = {},
  deductedBeforeFen = 0,
}: CaseChanges = {}): RefundCase => ({
  order: {
    enrolmentId: enrolmentId(1),
    institutionId: aCourse().institutionId,
    mode: "bank-custody",
    paidFen: fen(paidFen),
    paidAt: MONDAY,
    startsAt: MONDAY + 7 * DAY_MS,
    ...order,
  },
  lessons: lessonsOf(paidFen, lessonCount, statuses),
  deductedBeforeFen: fen(deductedBeforeFen),
  rules: { ...refundRules, ...rules },
  ask: { ground: "consumer", ...ask },
});
