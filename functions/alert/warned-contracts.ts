import * as z from "zod";
import { AlertStatus } from "../../domain/alert/transitions.ts";
import { AlertId, InstitutionId, UnitId } from "../../domain/shared/ids.ts";
import { AlertLevel, IndicatorId } from "../../domain/shared/risk-codes.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { TrainingCategory } from "../../domain/shared/training.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { Bilingual } from "../reference/schemas.ts";

/** Whom authorities are warned of: the open alerts of each institution as one picture. */

const count = z.int().min(0);

const WarnedInstitution = z.strictObject({
  institutionId: InstitutionId,
  institutionName: z.string(),
  countyUnitId: UnitId,
  category: TrainingCategory,
  indicatorCount: count.meta({ description: "So many indicators warn of it at once" }),
  redCount: count.meta({ description: "Of these red" }),
  toDoCount: count.meta({ description: "Of its alerts, those that no officer has concluded yet" }),
  alerts: z
    .array(
      z.strictObject({
        alertId: AlertId,
        indicator: z.strictObject({ id: IndicatorId, name: Bilingual }),
        level: AlertLevel,
        status: AlertStatus,
        raisedAt: Timestamp,
      }),
    )
    .meta({ description: "Its open alerts, in the same order" }),
});

export const listWarnedInstitutions = defineUseCase({
  id: "listWarnedInstitutions",
  capability: "alert",
  end: "management",
  method: "GET",
  path: "/v1/warned-institutions",
  summary: {
    zh: "按机构汇总辖区内本部门主管机构的未解除预警，逐区县列出，每个区县内最紧要的在前；只要有 nextCursor，一页可能不满或为空",
    en: "The institutions of the caller's area and trade with open alerts, county by county, in each the most urgent first; a page may be short, or empty, as long as there is a nextCursor",
  },
  access: { role: "officer", duties: ["risk", "audit"] },
  input: {
    query: z.strictObject({
      ...pageQuery,
      unitId: UnitId.optional().meta({
        description: "A unit of the caller's area; all of the caller's offices when left out",
      }),
    }),
  },
  output: z.strictObject({
    institutions: z.array(WarnedInstitution).meta({
      description:
        "First those with something left to conclude; then by red alerts, by indicators that warn at once, by the newest alert",
    }),
    ...pageOutput,
  }),
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["alert", "alertsByUnit", "institution", "unit"] },
  load: { perSecond: 5 },
});

export const useCases = [listWarnedInstitutions];
