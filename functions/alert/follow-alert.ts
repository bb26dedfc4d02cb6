import { openAlertOf } from "../../adapters/repositories/alert-items.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { ownerOf } from "../../domain/institution/owner.ts";
import {
  followFacts,
  raiseAlert,
  type AlertSubject,
  type Verdict,
} from "../../domain/alert/follow-facts.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { AlertId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import { authoritiesOf } from "../kit/authorities.ts";
import type { Kit } from "../kit/deps.ts";
import { alertRules } from "./alert-rules.ts";
import { commitAlert, commitRaised } from "./commit-alert.ts";

type Follower = (
  institution: InstitutionState,
  verdict: Verdict,
  judged: Change,
  context: RequestContext,
) => Promise<string | undefined>;

/**
 * Brings the alert of an institution and an indicator into line with what the indicator says: raises it, or takes
 * the open one higher, lower or to its end, in one transaction. Two at a time raise one alert; what was judged by
 * facts that are others by now (`judged` says so) moves none.
 * @returns the name of what happened, or nothing where nothing changed
 */
export function alertFollower(kit: Kit): Follower {
  const rulesFor = alertRules(kit);

  async function subjectOf(institution: InstitutionState, alertId: AlertId): Promise<AlertSubject> {
    const { institutionId, countyUnitId, category } = institution;
    const authorities = await authoritiesOf(kit.units, countyUnitId);
    invariant(authorities, `${institutionId} lies in a county of a province`);
    return { alertId, institutionId, category, ownerUscc: ownerOf(institution), ...authorities };
  }

  return async (institution, verdict, judged, context) => {
    const { institutionId } = institution;
    const open = await openAlertOf(kit.table, institutionId, verdict.indicatorId);
    if (open === undefined) {
      if (verdict.level === "none") return undefined;
      const subject = await subjectOf(institution, AlertId.parse(context.newId("alr")));
      const rules = await rulesFor(subject, context.now);
      const raised = raiseAlert(subject, verdict, rules, context.now);
      if (raised === undefined) return undefined;
      await commitRaised(kit, context, raised, [judged]);
      return raised.event.name;
    }
    if (verdict.level === open.state.level) return undefined;
    const rules = await rulesFor(open.state, context.now);
    const followed = followFacts(open.state, verdict, rules, context.now);
    if (followed === undefined) return undefined;
    await commitAlert(kit, context, open, followed, [judged]);
    return followed.event.name;
  };
}
