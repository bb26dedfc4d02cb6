import { describe, expect, it } from "vitest";
import { ALERT_PARAMETER_IDS } from "../../../domain/reference/alert-parameters.ts";
import { nationalRulePack } from "../../../domain/reference/national-rule-pack.ts";
import { RISK_PARAMETER_IDS } from "../../../domain/reference/risk-parameters.ts";
import { parameterValue, resolveParameter } from "../../../domain/reference/rule-packs.ts";
import { InstitutionSize } from "../../../domain/reference/vocabulary.ts";
import { allIndicators } from "../../../domain/risk/indicators/all.ts";
import { localDate } from "../../../domain/shared/time.ts";

const place = { date: localDate("2026-03-02"), unitPath: "/unt_100000/" };
const packs = [nationalRulePack];

describe("the limits of risk warnings in the national rule pack", () => {
  it.each([...RISK_PARAMETER_IDS, ...ALERT_PARAMETER_IDS])(
    "have %s in force for every size of institution, as the platform's own",
    (id) => {
      for (const size of InstitutionSize.options) {
        const resolved = resolveParameter(packs, id, { ...place, size });
        expect(resolved.ok && resolved.value.binding.parameter.status).toBe("default");
      }
    },
  );

  it("are each read by some indicator, or say how large an institution is, how long limits are tried, or what a median is of", () => {
    const read = new Set<string>(allIndicators.flatMap(({ parameters }) => parameters));
    expect(RISK_PARAMETER_IDS.filter((id) => !read.has(id))).toEqual([
      "risk.size-medium-pupils",
      "risk.size-large-pupils",
      "risk.trial-least-days",
      "risk.local-price-days",
      "risk.local-price-least-institutions",
    ]);
  });

  it.each([
    ["risk.custody-cover-yellow", 100],
    ["risk.custody-cover-red", 95],
    ["risk.deposit-shortfall-red", 10],
    ["risk.unexplained-outflow-red", 5_000_000],
    ["risk.outflow-surge-yellow", 300],
    ["risk.outflow-surge-red", 500],
    ["risk.refund-surge-least-red", 10],
    ["risk.silent-confirmations-yellow", 50],
    ["risk.expiries-yellow-days", 60],
    ["alert.yellow-conclude-working-days", 5],
    ["alert.red-acknowledge-hours", 2],
    ["alert.red-conclude-working-days", 3],
    ["alert.province-from-counties", 3],
    ["alert.nation-from-provinces", 2],
  ] as const)("set %s to %i, as the handbook proposes", (id, value) => {
    expect(parameterValue(packs, id, { ...place, size: "small" })).toBe(value);
  });
});
