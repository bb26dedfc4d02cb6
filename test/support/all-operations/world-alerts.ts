import { aggregates } from "../../../adapters/aggregates.ts";
import { institutionKind } from "../../../adapters/repositories/institution-kinds.ts";
import { openAlertOf } from "../../../adapters/repositories/alert-items.ts";
import { knownFacts } from "../../../adapters/repositories/facts-items.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { recipientIdOf } from "../../../domain/shared/notice-recipient.ts";
import type { IndicatorId } from "../../../domain/shared/risk-codes.ts";
import { UnitId } from "../../../domain/shared/ids.ts";
import { shanghaiDate } from "../../../domain/shared/time.ts";
import { alertFollower } from "../../../functions/alert/follow-alert.ts";
import { repeatableContext } from "../../../functions/kit/task.ts";
import { evaluateIndicator as contract } from "../../../functions/risk/contracts.ts";
import type { Caller } from "../door.ts";
import type { Ask } from "./ask.ts";
import { COUNTY, type Things } from "./world.ts";
import type { WorldKit } from "./world-kit.ts";

/** Yellow alerts of the world's institution, with which its county deals. */
export interface AlertsOfTheWorld {
  /** Nobody has taken note of it. */
  readonly alertId: string;
  /** The watcher answers for it. */
  readonly acknowledgedAlertId: string;
  readonly watcherId: string;
  /** Of one of them, in the county's inbox. */
  readonly unitNoticeId: string;
}

export async function alertsOfTheWorld(
  kit: WorldKit,
  ask: Ask,
  watcher: Caller,
  institutionId: string,
): Promise<AlertsOfTheWorld> {
  const follow = alertFollower(kit);
  const institution = await aggregates(kit.table, institutionKind).find(institutionId);
  if (institution === undefined) throw new Error("the institution of the world exists");
  const cause = { correlationId: "world", causationId: "world" };
  const context = repeatableContext(contract, kit, cause);

  const today = shanghaiDate(kit.now());
  const span = { from: today, to: today };
  const { unchanged } = await knownFacts(kit.table, institutionId, () => span);

  async function raised(indicatorId: IndicatorId, inputs: Record<string, number>): Promise<string> {
    if (institution === undefined) throw new Error("the institution of the world exists");
    const verdict = { indicatorId, level: "yellow", inputs } as const;
    await follow(institution.state, verdict, { write: unchanged }, context);
    const alert = await openAlertOf(kit.table, institutionId, indicatorId);
    if (alert === undefined) throw new Error(`an alert of ${indicatorId} was to be raised`);
    return alert.state.alertId;
  }

  const alertId = await raised("overdue-refunds", { overdueCount: 1 });
  const acknowledgedAlertId = await raised("expiries", { daysLeft: 30 });
  await ask("acknowledgeAlert", watcher, { path: { alertId: acknowledgedAlertId } });
  const inbox = recipientIdOf({ kind: "unit", unitId: UnitId.parse(COUNTY) });
  const page = await kit.table.query({ index: "gsi1", pk: keys.inbox(inbox), limit: 1 });
  const unitNoticeId = keys.idOf(page.items[0]?.pk ?? "");
  return { alertId, acknowledgedAlertId, watcherId: watcher.memberId, unitNoticeId };
}

const TEXT = "已约谈负责人，承诺三日内退费。";

/** For each operation about alerts a request to which whoever may ask it gets a yes. */
export const requestsAboutAlerts = ({
  alertId,
  acknowledgedAlertId,
  watcherId,
  unitNoticeId,
  institutionId,
}: Pick<Things, keyof AlertsOfTheWorld | "institutionId">) => ({
  acknowledgeAlert: { path: { alertId } },
  assignAlert: { path: { alertId: acknowledgedAlertId }, body: { assigneeId: watcherId } },
  concludeAlert: {
    path: { alertId: acknowledgedAlertId },
    body: { finding: "confirmed", measures: ["rectify"], text: TEXT },
  },
  escalateAlert: { path: { alertId }, body: { text: TEXT } },
  listAlerts: {},
  listWarnedInstitutions: {},
  getAlert: { path: { alertId } },
  listIndicators: {},
  explainEvaluation: { path: { institutionId, indicatorId: "overdue-refunds" } },
  listDoubleAttendances: { path: { institutionId } },
  listUnitNotices: { path: { unitId: COUNTY } },
  markUnitNoticeRead: { path: { noticeId: unitNoticeId } },
});
