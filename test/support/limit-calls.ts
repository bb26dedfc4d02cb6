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
  const put = (parameters: readonly object[], effectiveFrom: string = EFFECTIVE) =>
    city.ask("putIndicatorParameters", city.drafter, {
      path: { unitId: COUNTY, indicatorId: "custody-cover" },
      body: { effectiveFrom, parameters },
    });
  async function drafted(
    parameters: readonly object[] = COVER,
    effectiveFrom: string = EFFECTIVE,
  ): Promise<string> {
    const { status, body } = await put(parameters, effectiveFrom);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.versionId;
  }
  const backtest = (versionId: string, from: string = FROM, to: string = TO) =>
    city.ask("backtestIndicator", city.drafter, { path: { versionId }, body: { from, to } });
  const propose = (versionId: string, as = city.drafter) =>
    city.ask("proposeIndicatorParameters", as, { path: { versionId } });
  const decide = (proposalId: string, as = city.decider, decision = "approve") =>
    city.ask("decideProposal", as, {
      path: { proposalId },
      body: { decision, reason: "已核对回测结果" },
    });
  async function ruleAt(parameter: string, date: string) {
    const query = { unitId: COUNTY, date };
    const { body } = await city.ask("getEffectiveRules", city.drafter, { query });
    return body.rules.find(({ id }: { id: string }) => id === parameter);
  }
  return {
    put,
    drafted,
    backtest,
    propose,
    decide,
    /** A version that was tried, proposed and approved. */
    async live(parameters: readonly object[] = COVER, effectiveFrom: string = EFFECTIVE) {
      const versionId = await drafted(parameters, effectiveFrom);
      await backtest(versionId);
      await city.settle();
      const { body } = await decide((await propose(versionId)).body.proposalId);
      if (body.status !== "approved") throw new Error(JSON.stringify(body));
      return versionId;
    },
    withdraw: (versionId: string, as = city.drafter) =>
      city.ask("withdrawIndicatorVersion", as, { path: { versionId } }),
    end: (versionId: string, effectiveFrom: string, as = city.drafter) =>
      city.ask("endIndicatorVersion", as, {
        path: { versionId },
        body: { effectiveFrom, reason: "误报过多" },
      }),
    trial: async (trialId: string) =>
      (await city.ask("getIndicatorTrial", city.drafter, { path: { trialId } })).body,
    async versionOf(versionId: string) {
      const path = { unitId: COUNTY };
      const { body } = await city.ask("listIndicatorVersions", city.drafter, { path });
      return body.versions.find((one: { versionId: string }) => one.versionId === versionId);
    },
    ruleAt,
    coverAt: (date: string) => ruleAt("risk.custody-cover-yellow", date),
    everything: () => JSON.stringify(city.kit.table.all()),
    /** It owes 100,000 fen more from a day on, and holds so much per cent of that. */
    covers: (institutionId: string, day: LocalDate, perCent: number) =>
      city.tell(institutionId, day, { liabilityFen: 100_000, custodyBalanceFen: perCent * 1000 }),
  };
}
