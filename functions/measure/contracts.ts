import * as z from "zod";
import { InstitutionId } from "../../domain/shared/ids.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
import { MeasureSummary, orderFields } from "./schemas.ts";

/** What an officer orders about an institution. */

const path = z.strictObject({ institutionId: InstitutionId });
const order = z.strictObject(orderFields);
const stopErrors = [
  "resource.not-found",
  "identity.outside-unit",
  "measure.basis-unfit",
  "measure.already-stopped",
] as const;
const orderErrors = ["resource.not-found", "identity.outside-unit", "measure.basis-unfit"] as const;

const stopTouches = {
  reads: ["unit", "rulePack"],
  writes: ["institution", "measure", "proposal", "alert", "notice", "personal"],
  personal: ["measure"],
} as const;

export const stopRelease = defineUseCase({
  id: "stopRelease",
  capability: "measure",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/release-stop",
  summary: {
    zh: "暂停向机构拨付：立即生效，已核销费用暂缓而不丢失；须由另一名经办人员限时确认，逾期自动解除",
    en: "Stops releases to an institution at once: they are held, not lost; another officer confirms it in time, or it ends",
  },
  access: { role: "officer", duties: ["funds"] },
  input: { path, body: order },
  output: MeasureSummary,
  status: 202,
  errors: stopErrors,
  idempotent: true,
  touches: stopTouches,
  load: { perSecond: 1 },
});

export const stopSale = defineUseCase({
  id: "stopSale",
  capability: "measure",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/sale-stop",
  summary: {
    zh: "暂停机构收费：立即停止下单和缴费，课程显示为停售；须由另一名经办人员限时确认，逾期自动解除",
    en: "Stops orders and payments of an institution at once; another officer confirms it in time, or it ends",
  },
  access: { role: "officer", duties: ["funds"] },
  input: { path, body: order },
  output: MeasureSummary,
  status: 202,
  errors: stopErrors,
  idempotent: true,
  touches: stopTouches,
  load: { perSecond: 1 },
});

const officer = { role: "officer", duties: ["risk"] } as const;
const orderTouches = {
  reads: ["institution", "unit"],
  writes: ["measure", "alert", "notice", "personal"],
  personal: ["measure"],
} as const;

export const talkToInstitution = defineUseCase({
  id: "talkToInstitution",
  capability: "measure",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/talks",
  summary: {
    zh: "约谈机构负责人",
    en: "Calls those who answer for an institution to a talk",
  },
  access: officer,
  input: { path, body: z.strictObject({ ...orderFields, talkAt: Timestamp }) },
  output: MeasureSummary,
  status: 201,
  errors: [...orderErrors, "measure.talk-in-the-past"],
  touches: orderTouches,
  load: { perSecond: 1 },
});

export const orderRectification = defineUseCase({
  id: "orderRectification",
  capability: "measure",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/rectifications",
  summary: {
    zh: "责令机构限期整改；期限按当地规则以工作日计算，逾期标示并告知县级主管部门",
    en: "Orders an institution to put things right in the working days of the place's rules",
  },
  access: officer,
  input: { path, body: order },
  output: MeasureSummary,
  status: 201,
  errors: orderErrors,
  touches: { ...orderTouches, reads: ["institution", "unit", "rulePack", "calendar"] },
  load: { perSecond: 1 },
});

export const orderInspection = defineUseCase({
  id: "orderInspection",
  capability: "measure",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/inspections",
  summary: {
    zh: "安排现场检查；检查结果记录之前不告知机构",
    en: "Orders an inspection; the institution learns of it when it is recorded",
  },
  access: officer,
  input: { path, body: order },
  output: MeasureSummary,
  status: 201,
  errors: orderErrors,
  touches: orderTouches,
  load: { perSecond: 1 },
});

export const useCases = [
  stopRelease,
  stopSale,
  talkToInstitution,
  orderRectification,
  orderInspection,
];
