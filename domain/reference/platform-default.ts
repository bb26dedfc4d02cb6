import { localDate } from "../shared/time.ts";
import type { RuleParameter } from "./rule-packs.ts";

/** What no norm sets is the platform's own, for the competent authority to confirm: for the whole nation, from one day on. */
export const platformDefault = {
  scope: "nation",
  source: { article: "平台默认规则，待主管部门确认", date: "2026-01-01" },
  status: "default",
  validFrom: localDate("2026-01-01"),
} as const satisfies Partial<RuleParameter>;
