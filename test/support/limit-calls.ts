import { type LocalDate, localDate } from "../../domain/shared/time.ts";
import { COUNTY, type IndicatorCity } from "./indicator-city.ts";
import { aRule } from "./reference.ts";

/** Days of which facts are told; and when limits that are drafted take effect. */
export const FROM = localDate("2026-02-01");
export const TO = localDate("2026-02-28");
export const EFFECTIVE = "2026-03-20";

/** A limit as an officer drafts it. */
export const limit = (id: string, value: number, changes: object = {}) => {
  const { validFrom: _ofTheVersion, ...rule } = aRule(id, value, changes);
  return rule;
};
/** Stricter than the nation's 100 %. */
export const COVER = [limit("risk.custody-cover-yellow", 110)];

/** What the officers of a county ask for about the limits of `custody-cover`. */
export function limitCalls(city: IndicatorCity) {
  const put = (parameters: readonly object[]) =>
    city.ask("putIndicatorParameters", city.drafter, {
      path: { unitId: COUNTY, indicatorId: "custody-cover" },
      body: { effectiveFrom: EFFECTIVE, parameters },
    });
  return {
    put,
    async drafted(parameters: readonly object[] = COVER): Promise<string> {
      const { status, body } = await put(parameters);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return body.versionId;
    },
    backtest: (versionId: string, from: string = FROM, to: string = TO) =>
      city.ask("backtestIndicator", city.drafter, { path: { versionId }, body: { from, to } }),
    propose: (versionId: string, as = city.drafter) =>
      city.ask("proposeIndicatorParameters", as, { path: { versionId } }),
    decide: (proposalId: string, as = city.decider, decision = "approve") =>
      city.ask("decideProposal", as, {
        path: { proposalId },
        body: { decision, reason: "已核对回测结果" },
      }),
    async versionOf(versionId: string) {
      const path = { unitId: COUNTY };
      const { body } = await city.ask("listIndicatorVersions", city.drafter, { path });
      return body.versions.find((one: { versionId: string }) => one.versionId === versionId);
    },
    async coverAt(date: string) {
      const query = { unitId: COUNTY, date };
      const { body } = await city.ask("getEffectiveRules", city.drafter, { query });
      return body.rules.find(({ id }: { id: string }) => id === "risk.custody-cover-yellow");
    },
    everything: () => JSON.stringify(city.kit.table.all()),
    /** It owes 100,000 fen more from a day on, and holds so much per cent of that. */
    covers: (institutionId: string, day: LocalDate, perCent: number) =>
      city.tell(institutionId, day, { liabilityFen: 100_000, custodyBalanceFen: perCent * 1000 }),
  };
}
