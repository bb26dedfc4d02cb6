import { aggregates } from "../../adapters/aggregates.ts";
import { alertKind } from "../../adapters/repositories/alert-items.ts";
import { entriesBetween } from "../../adapters/journal.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { AlertState } from "../../domain/alert/alert.ts";
import type { OfficerDuty } from "../../domain/identity/member.ts";
import { InstitutionId } from "../../domain/shared/ids.ts";
import { AlertCleared } from "../../events/alert.ts";
import * as alerts from "../../functions/alert/view-contracts.ts";
import { actOnDue } from "../../functions/deadline/contracts.ts";
import { taskContext } from "../../functions/kit/event.ts";
import type { UseCaseContract } from "../../functions/kit/contract.ts";
import type { PersonalKit } from "../../functions/kit/personal-deps.ts";
import * as orders from "../../functions/measure/contracts.ts";
import * as steps from "../../functions/measure/step-contracts.ts";
import * as views from "../../functions/measure/view-contracts.ts";
import * as proposals from "../../functions/proposal/contracts.ts";
import { anAlert } from "./alerts.ts";
import { type Ask, askerOf } from "./asker.ts";
import { seedCalendar } from "./deadlines.ts";
import { type Answer, type Caller, seedMember, type TestKit } from "./door.ts";
import { withTestVault } from "./enrolment.ts";
import { type FreezeScene, freezeScene } from "./freeze-scene.ts";

const contracts = [
  ...orders.useCases,
  ...steps.useCases,
  ...views.useCases,
  ...proposals.useCases,
  ...alerts.useCases,
] as readonly UseCaseContract[];

export const REASON = "投诉激增，负责人王强未到岗。";

/** A county with an institution that has earned fees, its officers, and the doors of measures. */
export interface MeasureCity extends Omit<FreezeScene, "kit"> {
  readonly kit: TestKit & PersonalKit;
  readonly ask: Ask;
  /** An officer of the county for risks, beside the two for money. */
  readonly watcher: Caller;
  readonly owner: Caller;
}

export const COUNTY = "unt_411102";

export const anOfficer = (
  { table }: Pick<TestKit, "table">,
  name: string,
  unitId: string,
  duties: readonly OfficerDuty[],
): Promise<Caller> =>
  seedMember(table, name, { role: "officer", unitId, department: "education", duties });

export async function measureCity(families = 2): Promise<MeasureCity> {
  const world = await freezeScene(1, families);
  const kit = withTestVault(world.kit);
  const { table } = kit;
  await seedCalendar(kit);
  const works = { role: "institution", institutionId: world.institutionId } as const;
  return {
    ...world,
    kit,
    ask: await askerOf(contracts, kit),
    watcher: await anOfficer(kit, "watcher", COUNTY, ["risk"]),
    owner: await seedMember(table, "owner", { ...works, duties: ["owner"] }),
  };
}

/** An officer's order, with what every order names. */
export const ordered = (
  city: MeasureCity,
  id: string,
  as: Caller,
  body: Readonly<Record<string, unknown>> = {},
): Promise<Answer> =>
  city.ask(id, as, {
    path: { institutionId: city.institutionId },
    body: { basis: "prepaid-fees-2021-2", reason: REASON, ...body },
  });

export const decided = (city: MeasureCity, as: Caller, proposalId: string, decision = "approve") =>
  city.ask("decideProposal", as, { path: { proposalId }, body: { decision, reason: "已核实" } });

export const liftedBy = (city: MeasureCity, as: Caller, measureId: string, outcome = "withdrawn") =>
  city.ask("liftMeasure", as, { path: { measureId }, body: { outcome, reason: "风险已消除" } });

/** A stop that two officers stand behind. */
export async function stopped(city: MeasureCity, id: "stopRelease" | "stopSale"): Promise<string> {
  const { measureId, proposalId } = (await ordered(city, id, city.author)).body;
  await decided(city, city.other, proposalId);
  return measureId;
}

/** The stop is lifted by the two of them. */
export async function resumed(city: MeasureCity, measureId: string): Promise<void> {
  const { proposalId } = (await liftedBy(city, city.author, measureId)).body;
  const { status, body } = await decided(city, city.other, proposalId);
  if (status !== 200) throw new Error(JSON.stringify(body));
}

/** Puts an alert about an institution into the table. */
export async function seedAlert(
  { kit, institutionId }: Pick<MeasureCity, "kit" | "institutionId">,
  changes: Partial<AlertState> = {},
): Promise<AlertState> {
  const alert = anAlert({ institutionId: InstitutionId.parse(institutionId), ...changes });
  const context = taskContext(actOnDue, kit, { correlationId: "s", causationId: alert.alertId });
  const { alertId, indicatorId, level, inputs } = alert;
  const event = AlertCleared.make({
    ...{ alertId, institutionId: alert.institutionId, indicatorId, level, inputs },
  });
  const changed = aggregates(kit.table, alertKind).create(alert, event, context);
  await kit.table.commit(changed.map(({ write }) => write));
  return alert;
}

/** What the timeline of an alert says beside its raising. */
export async function notesOn({ kit }: Pick<MeasureCity, "kit">, alertId: string) {
  const entries = await entriesBetween(kit.table, keys.alert(alertId).pk, 2, 999);
  return entries.map(({ eventName, data }) => [eventName, data["measure"]]);
}
