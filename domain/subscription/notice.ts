import { type Department, isCompetent } from "../identity/competence.ts";
import type { NoticeFact } from "../notice/notice.ts";
import type { WatchTemplate } from "../notice/watch-templates.ts";
import { invariant } from "../shared/invariant.ts";
import { TrainingCategory } from "../shared/training.ts";
import type { DeliveryContent } from "./content.ts";
import type { SubscriptionState } from "./subscription.ts";

interface WatchNotice {
  readonly template: WatchTemplate;
  readonly facts: Readonly<Record<string, NoticeFact>>;
  readonly about: Readonly<Record<string, never>>;
}

/** What is told, as a notice: the same words in an inbox, by email and by SMS. */
export function noticeOf(
  content: DeliveryContent,
  subscriptionId: SubscriptionState["subscriptionId"],
): WatchNotice {
  switch (content.kind) {
    case "alert": {
      const { change, alertId, institutionId, indicatorId, level } = content;
      const facts = { alertId, institutionId, indicatorId, level };
      return { template: `watched-alert-${change}`, facts, about: {} };
    }
    case "digest":
      return {
        template: "watched-alerts-digest",
        facts: { day: content.day, ...content.counts },
        about: {},
      };
    case "test":
      return { template: "watched-alerts-test", facts: { subscriptionId }, about: {} };
  }
}

/** A trade for which a department is competent, and no other department with it but education: whose inbox it is. */
export function tradeOf(department: Department): TrainingCategory {
  const own = TrainingCategory.options.find((category) => isCompetent(department, category));
  invariant(own, `${department} is competent for some trade`);
  return own;
}
