import * as z from "zod";
import { MeasureStatus } from "../../domain/measure/transitions.ts";
import { InstitutionId, MeasureId } from "../../domain/shared/ids.ts";
import { MeasureKind } from "../../domain/shared/measure-codes.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import {
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
    zh: "列出主管部门对本机构的处置措施，最新在前",
    en: "Lists what the authority has ordered about the caller's institution, the newest first",
  },
  access: institution,
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({ measures: z.array(MeasureForInstitution), ...pageOutput }),
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["measure", "measuresByInstitution"] },
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

export const useCases = [listMeasures, getMeasure, listInstitutionMeasures, getInstitutionMeasure];
