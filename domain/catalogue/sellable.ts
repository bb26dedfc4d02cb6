import type { Bilingual } from "../shared/result.ts";
import type { LocalDate } from "../shared/time.ts";
import type { TrainingCategory, TrainingMode } from "../shared/training.ts";

/** What the platform knows about an institution that decides whether it may sell. */
export interface SellableFacts {
  /** The last day on which the licence holds; absent: no licence is known. */
  readonly licenceValidTo?: LocalDate;
  readonly licensedCategory: TrainingCategory;
  readonly licensedMode: TrainingMode;
  /** A dedicated custody account is bound and in force. */
  readonly hasCustodyAccount: boolean;
  readonly isBlacklisted: boolean;
  readonly hasFailedInspection: boolean;
  /** The authority has frozen it. */
  readonly isFrozen: boolean;
  /** The authority has stopped its sales. */
  readonly isSaleStopped: boolean;
}

/** What is sold, as far as the licence limits it. */
interface Offered {
  readonly category: TrainingCategory;
  readonly mode: TrainingMode;
}

interface Condition extends Bilingual {
  readonly isUnmet: (facts: SellableFacts, offered: Offered, today: LocalDate) => boolean;
}

/** The conditions for selling, each by what is wrong where it is not met. */
const conditions: Readonly<Record<string, Condition>> = {
  "licence-expired": {
    zh: "办学许可证缺失或已过期",
    en: "its licence is missing or has expired",
    isUnmet: ({ licenceValidTo }, _offered, today) =>
      licenceValidTo === undefined || licenceValidTo < today,
  },
  "category-not-licensed": {
    zh: "培训类别超出办学许可范围",
    en: "its licence does not cover this category of training",
    isUnmet: (facts, offered) => facts.licensedCategory !== offered.category,
  },
  "mode-not-licensed": {
    zh: "培训形式（线上、线下）与办学许可不符",
    en: "its licence does not cover this mode (online, offline)",
    isUnmet: (facts, offered) => facts.licensedMode !== offered.mode,
  },
  "account-not-bound": {
    zh: "尚未绑定预收费专用账户",
    en: "no custody account for prepaid fees is bound",
    isUnmet: (facts) => !facts.hasCustodyAccount,
  },
  blacklisted: {
    zh: "已被列入黑名单",
    en: "it is on the blacklist",
    isUnmet: (facts) => facts.isBlacklisted,
  },
  "inspection-failed": {
    zh: "年检不合格",
    en: "it failed its annual inspection",
    isUnmet: (facts) => facts.hasFailedInspection,
  },
  frozen: {
    zh: "已被主管部门冻结",
    en: "the authority has frozen it",
    isUnmet: (facts) => facts.isFrozen,
  },
  "sale-stopped": {
    zh: "已被主管部门暂停收费",
    en: "the authority has stopped its sales",
    isUnmet: (facts) => facts.isSaleStopped,
  },
};

/** A condition that stands against selling: its code, and how it is said. */
export interface UnmetCondition extends Bilingual {
  readonly code: string;
}

/**
 * Every condition that keeps an institution from selling; none: it may sell.
 * @param today the day in Asia/Shanghai; a licence holds to the end of its last day
 * @source platform rule: licence valid, inspection not failed, account bound, not blacklisted; 示范文本
 * GF-2021-2604: no training beyond the licence's scope and mode
 */
export const findUnmetConditions = (
  facts: SellableFacts,
  offered: Offered,
  today: LocalDate,
): readonly UnmetCondition[] =>
  Object.entries(conditions)
    .filter(([, condition]) => condition.isUnmet(facts, offered, today))
    .map(([code, { zh, en }]) => ({ code, zh, en }));

/** The unmet conditions as facts of a refusal: their codes, and a phrase in each language. */
export const unmetFacts = (unmet: readonly UnmetCondition[]) => ({
  unmet: unmet.map(({ code }) => code).join(","),
  unmetZh: unmet.map(({ zh }) => zh).join("；"),
  unmetEn: unmet.map(({ en }) => en).join("; "),
});
