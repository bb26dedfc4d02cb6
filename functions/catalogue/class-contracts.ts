import * as z from "zod";
import { ClassState } from "../../domain/catalogue/class.ts";
import { ClassId } from "../../domain/shared/ids.ts";
import { defineUseCase } from "../kit/contract.ts";
import { TIMETABLE_DUTIES } from "./session-contracts.ts";

export const cancelClass = defineUseCase({
  id: "cancelClass",
  capability: "catalogue",
  end: "institution",
  method: "POST",
  path: "/v1/classes/{classId}/cancellation",
  summary: {
    zh: "取消班级：停止报名，未上课次取消，各家庭未上课时的费用自动退还",
    en: "Gives a class up: no more orders, no more sessions, and every family gets back what it has not had",
  },
  access: { role: "institution", duties: TIMETABLE_DUTIES },
  input: { path: z.strictObject({ classId: ClassId }) },
  output: z.strictObject({ classId: ClassId, status: ClassState.shape.status }),
  status: 202,
  errors: [
    "resource.not-found",
    "catalogue.class-cancelled",
    "catalogue.class-over",
    "institution.mass-refund-ordered",
  ],
  idempotent: true,
  touches: { reads: ["institution"], writes: ["class"] },
  load: { perSecond: 2 },
});

export const useCases = [cancelClass];
