import { type Almanac, type Event, Engine, type RuleProperties } from "json-rules-engine";
import type { ParameterId } from "../../domain/reference/rule-parameters.ts";
import type { RiskLevel } from "../../domain/risk/indicator.ts";
import type { FactWindow } from "../../domain/risk/window.ts";
import { recordOf } from "../../domain/shared/record.ts";
import { IndicatorId } from "../../domain/shared/risk-codes.ts";
import { peerMeasures, type PeerMeasure } from "./risk-peer-measures.ts";

type Condition = RuleProperties["conditions"];
type Part = Extract<Condition, { readonly all: unknown }>["all"][number];
type Operator = "lessThan" | "lessThanInclusive" | "greaterThan" | "greaterThanInclusive";

const is = (fact: PeerMeasure, operator: Operator, value: number): Part => ({
  fact,
  operator,
  value,
});
const atLeast = (fact: PeerMeasure, value: number) => is(fact, "greaterThanInclusive", value);
const above = (fact: PeerMeasure, value: number) => is(fact, "greaterThan", value);

/** A level of a row of the handbook's table: what has to hold for it, its limits already in place. */
type Row = (limit: (name: string) => number, level: "yellow" | "red") => readonly Part[];

/**
 * The handbook's table of warnings as conditions of json-rules-engine, written from the table as somebody would who
 * uses that package: quotients are facts, limits are numbers in the conditions.
 */
const ROWS: Readonly<Record<IndicatorId, Row>> = {
  "custody-cover": (limit, level) => [is("coverPerCent", "lessThan", limit(level))],
  "deposit-shortfall": (limit, level) => [above("shortPerCent", limit(level))],
  "unexplained-outflow": (limit, level) => [above("unexplainedFen", limit(level))],
  "outflow-surge": (limit, level) => [
    atLeast("daysBefore", Math.max(1, limit("risk.least-history-days"))),
    atLeast("outflowOfDayFen", limit("least-fen")),
    above("outflowPerCentOfMean", limit(level)),
  ],
  "refund-surge": (limit, level) => [
    atLeast("refundsAsked", limit(`least-${level}`)),
    {
      any: [
        is("daysBeforeWeek", "lessThan", limit("risk.least-history-days")),
        above("refundsPerCentOfMean", limit(level)),
      ],
    },
  ],
  "overdue-refunds": (limit, level) => [atLeast("refundsOverdue", limit(level))],
  "complaint-rate": (limit, level) => [
    atLeast("complaintsOfWeek", limit(`least-${level}`)),
    atLeast("complaintsPerMille", limit(level)),
  ],
  "silent-confirmations": (limit, level) => [
    atLeast("lessonsConfirmed", Math.max(1, limit("least-lessons"))),
    above("silentPerCent", limit(level)),
  ],
  "untaught-confirmations": (limit, level) => [atLeast("untaughtFound", limit(level))],
  "off-platform-sales": (limit, level) => [atLeast("offPlatformSigns", limit(level))],
  "limits-and-prices": (limit, level) => [atLeast("signDays", limit(level))],
  "closing-signs": (limit, level) => [atLeast("closingSigns", limit(level))],
  expiries: (limit, level) => [is("daysLeft", "lessThanInclusive", limit(`${level}-days`))],
};

/** An engine of the peer that judges institutions by all rows. */
export interface PeerEngine {
  /** The level of each row, as the rules that held say; each result keeps the values that it saw. */
  readonly judge: (window: FactWindow) => Promise<Readonly<Record<IndicatorId, RiskLevel>>>;
}

/** Builds the rules once for a place, day and size: two for each row. */
export function peerEngine(valueOf: (id: ParameterId) => number): PeerEngine {
  const rules = IndicatorId.options.flatMap((id) =>
    (["yellow", "red"] as const).map((level): RuleProperties => {
      const named = limitNamed(id, valueOf);
      return {
        conditions: { all: [...ROWS[id](named, level)] },
        event: { type: id, params: { level } },
      };
    }),
  );
  const engine = new Engine(rules);
  for (const [name, measure] of Object.entries(peerMeasures(valueOf)))
    engine.addFact(name, async (_params: unknown, almanac: Almanac) =>
      measure(await almanac.factValue<FactWindow>("window")),
    );
  return {
    async judge(window) {
      const { events } = await engine.run({ window });
      return levelsOf(events);
    },
  };
}

const limitNamed =
  (id: IndicatorId, valueOf: (id: ParameterId) => number) =>
  (name: string): number =>
    valueOf((name.startsWith("risk.") ? name : `risk.${id}-${name}`) as ParameterId);

function levelsOf(events: readonly Event[]): Readonly<Record<IndicatorId, RiskLevel>> {
  const said = new Map<string, RiskLevel>();
  for (const { type, params } of events)
    if (said.get(type) !== "red") said.set(type, params?.["level"] as RiskLevel);
  return recordOf(IndicatorId.options, (id) => said.get(id) ?? "none");
}
