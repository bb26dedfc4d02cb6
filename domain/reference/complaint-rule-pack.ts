import { localDate } from "../shared/time.ts";
import { platformDefault } from "./platform-default.ts";
import type { RuleParameter } from "./rule-packs.ts";

/** The longest file that a form lets through in one piece, on every engine. */
const TEN_MEBIBYTES = 10 * 1024 * 1024;

/**
 * Complaints to the platform. No norm sets their times: five working days for the institution, seven and thirty
 * (and thirty more) for the county, ten for each authority above are the platform's own, for the competent
 * authority to confirm. How old a matter may be is taken from the market authority's rules.
 */
export const complaintRules: readonly RuleParameter[] = [
  {
    id: "complaint.oldest-months",
    value: 36,
    scope: "nation",
    source: {
      article: "市场监督管理投诉举报处理暂行办法（市场监管总局令第20号）第十五条",
      date: "2020-01-01",
    },
    status: "unverified",
    validFrom: localDate("2020-01-01"),
  },
  { id: "complaint.institution-working-days", value: 5, ...platformDefault },
  { id: "complaint.family-working-days", value: 10, ...platformDefault },
  { id: "complaint.acceptance-working-days", value: 7, ...platformDefault },
  { id: "complaint.mediation-working-days", value: 30, ...platformDefault },
  { id: "complaint.extension-working-days", value: 30, ...platformDefault },
  { id: "complaint.superior-working-days", value: 10, ...platformDefault },
  { id: "complaint.reopening-working-days", value: 30, ...platformDefault },
  { id: "complaint.evidence-most-bytes", value: TEN_MEBIBYTES, ...platformDefault },
  { id: "complaint.evidence-most-files", value: 20, ...platformDefault },
];
