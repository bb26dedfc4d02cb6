import * as z from "zod";
import { AlertStatus } from "../../domain/alert/transitions.ts";
import { AlertId, UnitId } from "../../domain/shared/ids.ts";
import { AlertLevel, AlertTier, IndicatorId } from "../../domain/shared/risk-codes.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { AlertDetail, AlertSummary } from "./schemas.ts";

/** What authorities see of alerts. Institutions see none of them; measures they do. */

const officer = { role: "officer", duties: ["risk", "audit"] } as const;

export const listAlerts = defineUseCase({
  id: "listAlerts",
  capability: "alert",
  end: "management",
  method: "GET",
  path: "/v1/alerts",
  summary: {
    zh: "列出辖区内本部门主管机构的预警，各区县未解除的在前，可按级别、指标、状态和处置层级筛选；只要有 nextCursor，一页可能不满或为空",
    en: "Lists the alerts of the caller's area and trade, the open ones first in each county; a page may be short, or empty, as long as there is a nextCursor",
  },
  access: officer,
  input: {
    query: z.strictObject({
      ...pageQuery,
      unitId: UnitId.optional().meta({
        description:
          "A unit of the caller's area; all units in which the caller serves when left out",
      }),
      level: AlertLevel.optional(),
      indicatorId: IndicatorId.optional(),
      status: AlertStatus.optional(),
      tier: AlertTier.optional().meta({ description: "Only those that this tier acts on" }),
    }),
  },
  output: z.strictObject({ alerts: z.array(AlertSummary), ...pageOutput }),
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["alert", "alertsByUnit", "unit"] },
  load: { perSecond: 10 },
});

export const getAlert = defineUseCase({
  id: "getAlert",
  capability: "alert",
  end: "management",
  method: "GET",
  path: "/v1/alerts/{alertId}",
  summary: {
    zh: "查看一件预警：由谁处置、期限与依据、触发原因、如何解除、时间线",
    en: "One alert: who acts and until when, what it rests on, what would end it, its timeline",
  },
  access: officer,
  input: { path: z.strictObject({ alertId: AlertId }) },
  output: AlertDetail,
  errors: ["resource.not-found"],
  touches: {
    reads: ["alert", "institution", "facts", "unit", "calendar", "rulePack", "personal"],
    personal: ["alert"],
  },
  load: { perSecond: 5 },
});

export const useCases = [listAlerts, getAlert];
