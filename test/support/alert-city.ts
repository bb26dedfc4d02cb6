import type { SQSEvent } from "aws-lambda";
import { cloudEventOf } from "../../functions/stream/relay-entries.ts";
import { entriesIn, busEvent } from "./events.ts";
import type { AlertState } from "../../domain/alert/alert.ts";
import { aggregates } from "../../adapters/aggregates.ts";
import { alertKind } from "../../adapters/repositories/alert-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import type { FactValues } from "../../domain/risk/facts.ts";
import { InstitutionId } from "../../domain/shared/ids.ts";
import type { IndicatorId } from "../../domain/shared/risk-codes.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { FactsChanged } from "../../events/risk.ts";
import { escalateSpread, spreadingEvents } from "../../functions/alert/escalate-spread.ts";
import * as alerts from "../../functions/alert/contracts.ts";
import * as views from "../../functions/alert/view-contracts.ts";
import * as warned from "../../functions/alert/warned-contracts.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { indicatorLambda } from "../../functions/kit/indicator-event.ts";
import type { PersonalKit } from "../../functions/kit/personal-deps.ts";
import { queueLambda } from "../../functions/kit/queue.ts";
import * as measures from "../../functions/measure/contracts.ts";
import * as unitNotices from "../../functions/notice/unit-contracts.ts";
import * as risk from "../../functions/risk/contracts.ts";
import { CountiesMessage } from "../../functions/risk/county-message.ts";
import { evaluateCounty } from "../../functions/risk/evaluate-county.ts";
import { evaluateIndicator } from "../../functions/risk/evaluate-indicator.ts";
import { askerOf, type Ask } from "./asker.ts";
import { dueLine, queueRecord, seedCalendar } from "./deadlines.ts";
import { type Caller, seedMember, seedUnits, testKit, type TestKit } from "./door.ts";
import { withTestVault } from "./enrolment.ts";
import { anInstitution, seedInstitution } from "./institution.ts";
import { withinRole } from "./within-role.ts";
import { tellFacts } from "./told-facts.ts";

const contracts = [
  ...alerts.useCases,
  ...views.useCases,
  ...warned.useCases,
  ...risk.useCases,
  ...unitNotices.useCases,
  ...measures.useCases,
] as const;

export const COUNTY = "unt_411102";
export const CITY = "unt_411100";
export const PROVINCE = "unt_410000";

type Officers = Readonly<
  Record<
    "county" | "colleague" | "neighbour" | "sports" | "city" | "province" | "nation" | "auditor",
    Caller
  >
>;

/** A county with an institution that authorities watch: what they call, and what moves without them. */
export interface AlertCity extends Officers {
  readonly kit: TestKit & PersonalKit;
  readonly institutionId: InstitutionId;
  readonly ask: Ask;
  readonly due: ReturnType<typeof dueLine>;
  /** A further institution; without changes it lies in the same county. */
  found(number: number, changes?: Partial<InstitutionState>): Promise<InstitutionId>;
  /** Adds to the facts of today, and lets nobody know. */
  tell(values: FactValues, institutionId?: string): Promise<void>;
  /** What the rule of an indicator brings about when a fact has changed. */
  evaluate(indicatorId?: IndicatorId, institutionId?: string): Promise<void>;
  /** The same for the first institution and late refunds, by a function that sees this table. */
  evaluateOn(table: Table): Promise<void>;
  /** A night's evaluation of some counties, of the own one where none is named. @returns whether all were judged */
  evaluateCounty(...countyUnitIds: readonly string[]): Promise<boolean>;
  /** Brings each alert that was raised, or raised higher, to the consumer that looks for spread. */
  spread(): Promise<void>;
  alertsOf(institutionId?: string): Promise<readonly AlertState[]>;
  goTo(at: number): void;
}

const idOf = (number: number): InstitutionId =>
  InstitutionId.parse(`ins_01KJNP${"0".repeat(17)}${String(number).padStart(3, "0")}`);

async function officersOf({ table }: TestKit): Promise<Officers> {
  const officer = (
    name: string,
    unitId: string,
    department: "education" | "sports" = "education",
  ) => seedMember(table, name, { role: "officer", unitId, department, duties: ["risk"] });
  return {
    county: await officer("county", COUNTY),
    colleague: await officer("colleague", COUNTY),
    neighbour: await officer("neighbour", "unt_411103"),
    sports: await officer("sports", COUNTY, "sports"),
    city: await officer("city", CITY),
    province: await officer("province", PROVINCE),
    nation: await officer("nation", "unt_100000"),
    auditor: await seedMember(table, "auditor", {
      ...{ role: "officer", unitId: CITY, department: "education", duties: ["audit"] },
    }),
  };
}

/** @param calendar whether the calendar of 2026 is known */
export async function alertCity(calendar: "known" | "unknown" = "known"): Promise<AlertCity> {
  const kit = withTestVault(testKit());
  const { table } = kit;
  await seedUnits(table);
  if (calendar === "known") await seedCalendar(kit);
  const reactOn = (seen: Table) =>
    indicatorLambda(risk.evaluateIndicator, FactsChanged, evaluateIndicator, {
      ...kit,
      table: seen,
    });
  const react = reactOn(table);
  const judge = queueLambda(
    risk.evaluateCounty,
    CountiesMessage,
    evaluateCounty,
    withinRole(kit, risk.evaluateCounty),
  );
  const escalate = eventLambda(alerts.escalateSpread, spreadingEvents, escalateSpread, kit);
  const found: AlertCity["found"] = async (number, changes = {}) => {
    const institutionId = idOf(number);
    await seedInstitution(kit, anInstitution({ ...changes, institutionId }));
    return institutionId;
  };
  const first = await found(1);
  return {
    ...(await officersOf(kit)),
    kit,
    institutionId: first,
    ask: await askerOf(contracts, kit),
    due: dueLine(kit),
    found,
    tell: (values, institutionId = first) =>
      tellFacts(table, institutionId, shanghaiDate(kit.now()), values),
    evaluate: (indicatorId = "overdue-refunds", institutionId = first) =>
      react({ indicatorId, ...factsChanged(institutionId, kit.now()) }),
    evaluateOn: (seen) =>
      reactOn(seen)({ indicatorId: "overdue-refunds", ...factsChanged(first, kit.now()) }),
    evaluateCounty: async (...countyUnitIds) => {
      const message = { countyUnitIds: countyUnitIds.length === 0 ? [COUNTY] : countyUnitIds };
      const event: SQSEvent = { Records: [queueRecord(JSON.stringify(message), 0)] };
      return (await judge(event)).batchItemFailures.length === 0;
    },
    spread: async () => {
      const spreading: readonly string[] = spreadingEvents.map(({ name }) => name);
      for (const entry of entriesIn(table))
        if (spreading.includes(entry.eventName)) await escalate(busEvent(entry));
    },
    alertsOf: async (institutionId = first) => {
      const ids = new Set(
        entriesIn(table)
          .filter((entry) => entry.aggregateType === "alert")
          .filter((entry) => entry.institutionId === institutionId)
          .map(({ aggregateId }) => aggregateId),
      );
      const heads = await aggregates(table, alertKind).findMany([...ids]);
      return heads.map(({ state }) => state);
    },
    goTo: (at) => {
      kit.advance(at - kit.now());
    },
  };
}

/** The event as a rule of an indicator hands it on. */
function factsChanged(institutionId: string, at: number) {
  const detail = cloudEventOf({
    pk: `FACT#${institutionId}`,
    sk: "E#000000001",
    type: "entry",
    aggregateType: "facts",
    aggregateId: institutionId,
    sequence: 1,
    at,
    actor: "platform:projectEntries",
    correlationId: "test",
    institutionId,
    eventName: FactsChanged.name,
    eventVersion: FactsChanged.version,
    data: { institutionId, day: shanghaiDate(at), facts: ["refundOverdueCount"] },
  });
  return { "detail-type": FactsChanged.detailType, detail };
}

/** Lets the first institution be one refund late, which is a yellow alert of the county. @returns its id */
export async function aYellowAlert(city: AlertCity): Promise<string> {
  await city.tell({ refundOverdueCount: 1 });
  await city.evaluate();
  const [alert] = await city.alertsOf();
  if (alert === undefined) throw new Error("an alert was to be raised");
  return alert.alertId;
}
