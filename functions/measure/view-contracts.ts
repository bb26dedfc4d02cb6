import * as z from "zod";
import { MeasureStatus } from "../../domain/measure/transitions.ts";
import { InstitutionId, MeasureId, UnitId } from "../../domain/shared/ids.ts";
import { LegalMeasure, MeasureKind } from "../../domain/shared/measure-codes.ts";
import { LocalDate } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import {
  FreezeForInstitution,
  LegalBasisView,
  MeasureDetail,
  MeasureDetailForInstitution,
  MeasureForInstitution,
  MeasureSummary,
} from "./schemas.ts";

/** What each side sees of measures. */

const path = z.strictObject({ measureId: MeasureId });
const officer = { role: "officer", duties: ["risk", "funds", "audit"] } as const;
const institution = { role: "institution", duties: ["owner", "finance", "service"] } as const;

export const listMeasures = defineUseCase({
  id: "listMeasures",
  capability: "measure",
  end: "management",
  method: "GET",
  path: "/v1/measures",
  summary: {
    zh: "列出辖区内本部门主管机构的处置措施，可按种类、状态、是否逾期筛选",
    en: "Lists the measures of the caller's area and trade, by kind, status, or those overdue",
  },
  access: officer,
  input: {
    query: z.strictObject({
      ...pageQuery,
      unitId: UnitId.optional().meta({
        description:
          "A unit of the caller's area; all units in which the caller serves when left out",
      }),
      measure: MeasureKind.optional(),
      status: MeasureStatus.optional(),
      overdue: z.stringbool({ truthy: ["true"], falsy: ["false"] }).optional(),
    }),
  },
  output: z.strictObject({ measures: z.array(MeasureSummary), ...pageOutput }),
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["measure", "measuresByUnit", "unit"] },
  load: { perSecond: 5 },
});

export const getMeasure = defineUseCase({
  id: "getMeasure",
  capability: "measure",
  end: "management",
  method: "GET",
  path: "/v1/measures/{measureId}",
  summary: {
    zh: "查看一项处置措施：依据、期限、检查结果和时间线",
    en: "One measure: its article, its time, what was found, and the timeline",
  },
  access: officer,
  input: { path },
  output: MeasureDetail,
  errors: ["resource.not-found"],
  touches: { reads: ["measure", "unit", "personal"], personal: ["measure"] },
  load: { perSecond: 5 },
});

export const listInstitutionMeasures = defineUseCase({
  id: "listInstitutionMeasures",
  capability: "measure",
  end: "institution",
  method: "GET",
  path: "/v1/institutions/{institutionId}/measures",
  summary: {
    zh: "列出主管部门对本机构的处置措施（最新在前），以及正在执行的冻结",
    en: "Lists what the authority has ordered about the caller's institution, the newest first, and the freeze that is in force",
  },
  access: institution,
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({
    measures: z.array(MeasureForInstitution),
    freeze: FreezeForInstitution.optional().meta({
      description: "Where it is frozen: nothing is sold, and nothing paid out to it",
    }),
    ...pageOutput,
  }),
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["measure", "measuresByInstitution", "institution"] },
  load: { perSecond: 5 },
});

export const getInstitutionMeasure = defineUseCase({
  id: "getInstitutionMeasure",
  capability: "measure",
  end: "institution",
  method: "GET",
  path: "/v1/measures/{measureId}",
  summary: {
    zh: "查看对本机构的一项处置措施",
    en: "One measure about the caller's institution",
  },
  access: institution,
  input: { path },
  output: MeasureDetailForInstitution,
  errors: ["resource.not-found"],
  touches: { reads: ["measure", "personal"], personal: ["measure"] },
  load: { perSecond: 5 },
});

export const listLegalBases = defineUseCase({
  id: "listLegalBases",
  capability: "measure",
  end: "management",
  method: "GET",
  path: "/v1/legal-bases",
  summary: {
    zh: "列出可作为处置措施和冻结依据的法律条款、适用的措施及核对状态",
    en: "Lists the articles on which measures and freezes may rest, what each bears, and whether it was compared with the official text",
  },
  access: { role: "officer", duties: ["risk", "funds", "audit"] },
  input: {
    query: z.strictObject({
      measure: LegalMeasure.optional().meta({ description: "Only those that bear this" }),
    }),
  },
  output: z.strictObject({
    legalBases: z.array(
      LegalBasisView.extend({
        date: LocalDate.meta({ description: "The day of the text's version that is meant" }),
        measures: z.array(LegalMeasure).meta({ description: "What may rest on it" }),
      }),
    ),
  }),
  errors: [],
  touches: {},
  load: { perSecond: 2 },
});

export const useCases = [
  listMeasures,
  getMeasure,
  listInstitutionMeasures,
  getInstitutionMeasure,
  listLegalBases,
];
