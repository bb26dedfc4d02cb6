import * as contracts from "../../functions/reference/contracts.ts";
import { getCalendarDay } from "../../functions/reference/get-calendar-day.ts";
import { getEffectiveRules } from "../../functions/reference/get-effective-rules.ts";
import { putCalendar } from "../../functions/reference/put-calendar.ts";
import { putRulePack } from "../../functions/reference/put-rule-pack.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import * as proposal from "../../functions/proposal/contracts.ts";
import { decideProposal } from "../../functions/proposal/decide-proposal.ts";
import { listProposals } from "../../functions/proposal/list-proposals.ts";
import { call, type Caller, once, seedMember, type TestKit } from "./door.ts";

/** An officer who keeps the rules of a unit. */
export const referenceOfficer = (unitId: string) =>
  ({ role: "officer", unitId, department: "education", duties: ["reference"] }) as const;

/** One value of a pack as an officer sends it. */
export const aRule = (id: string, value: number, changes: object = {}) => ({
  id,
  value,
  validFrom: "2026-01-01",
  source: { article: "漯河市校外培训管理办法第八条", date: "2026-02-01" },
  status: "sourced",
  ...changes,
});

/** The year 2027 as an officer sends it; invented, since nobody knows its notice yet. */
export const aYear = {
  notice: "国务院办公厅关于2027年部分节假日安排的通知（样例）, 2026-11-05",
  namedDays: [
    { date: "2027-01-01", kind: "holiday", name: { zh: "元旦", en: "New Year's Day" } },
    {
      date: "2027-01-03",
      kind: "makeup-workday",
      name: { zh: "元旦调休上班", en: "Made up for New Year's Day" },
    },
  ],
};

/** The calls about rules, calendar and proposals, each through its whole wrapper. */
export function referenceDoors(kit: TestKit) {
  const ends = {
    rules: httpLambda(contracts.getEffectiveRules, getEffectiveRules, kit),
    putRulePack: httpLambda(contracts.putRulePack, putRulePack, kit),
    putCalendar: httpLambda(contracts.putCalendar, putCalendar, kit),
    day: httpLambda(contracts.getCalendarDay, getCalendarDay, kit),
    list: httpLambda(proposal.listProposals, listProposals, kit),
    decide: httpLambda(proposal.decideProposal, decideProposal, kit),
  };
  return {
    rules: (query: Record<string, string> = {}) => call(ends.rules, { query }),
    putRulePack: (as: Caller, unitId: string, body: unknown) =>
      call(ends.putRulePack, { as, path: { unitId }, body }),
    putCalendar: (as: Caller, year: number | string, body: unknown) =>
      call(ends.putCalendar, { as, path: { year: String(year) }, body }),
    day: (date: string) => call(ends.day, { path: { date } }),
    list: (as: Caller, query: Record<string, string> = {}) => call(ends.list, { as, query }),
    decide: (as: Caller, proposalId: string, decision = "approve", headers = once()) =>
      call(ends.decide, {
        as,
        path: { proposalId },
        body: { decision, reason: "已核对文件原文" },
        headers,
      }),
  };
}

/** One officer of a unit proposes a pack, another approves it. */
export async function adoptRules(
  kit: TestKit,
  unitId: string,
  effectiveFrom: string,
  ...parameters: object[]
): Promise<void> {
  const ref = referenceDoors(kit);
  const [one, two] = await Promise.all(
    ["one", "two"].map((name) =>
      seedMember(kit.table, `${unitId}-${name}`, referenceOfficer(unitId)),
    ),
  );
  if (one === undefined || two === undefined) throw new Error("two officers were made");
  const proposed = await ref.putRulePack(one, unitId, { effectiveFrom, parameters });
  const decided = await ref.decide(two, proposed.body.proposalId);
  if (decided.body.status !== "approved") throw new Error(JSON.stringify(decided.body));
}
