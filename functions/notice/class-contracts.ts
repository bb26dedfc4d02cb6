import {
  LessonCancelled,
  LessonRescheduled,
  MakeUpPlanned,
  TeacherChanged,
} from "../../events/catalogue.ts";
import { AbsenceRecorded } from "../../events/lesson.ts";
import { defineTask } from "../kit/contract.ts";

/** A class may have 500 families, each told for itself. */
const WHOLE_CLASS_SECONDS = 60;

export const tellOfSessionChange = defineTask({
  id: "tellOfSessionChange",
  capability: "notice",
  summary: {
    zh: "课次取消、改期或安排补课后通知家长",
    en: "Tells families that a session is cancelled, moved or added",
  },
  trigger: { kind: "events", events: [LessonCancelled, LessonRescheduled, MakeUpPlanned] },
  touches: { reads: ["class", "enrolment"], writes: ["notice"] },
  timeoutSeconds: WHOLE_CLASS_SECONDS,
  alarm: {
    effect: "Families may come to a session that does not take place, or miss one that does.",
    runbook: "session-change-is-not-told",
  },
});

export const tellOfAbsence = defineTask({
  id: "tellOfAbsence",
  capability: "notice",
  summary: {
    zh: "登记缺课后通知家长该课时是否计算",
    en: "Tells a family that its child missed a session, and whether the lesson counts",
  },
  trigger: { kind: "events", events: [AbsenceRecorded] },
  touches: { reads: ["enrolment"], writes: ["notice"] },
  alarm: {
    effect: "A family is not told that its child was recorded as absent; no money moves by it.",
    runbook: "absence-is-not-told",
  },
});

export const tellOfTeacher = defineTask({
  id: "tellOfTeacher",
  capability: "notice",
  summary: {
    zh: "更换合同指定的教师后通知家长，并在订单上记为可退费事由",
    en: "Tells families that the teacher whom their contract names has changed, and notes it",
  },
  trigger: { kind: "events", events: [TeacherChanged] },
  touches: { reads: ["class"], writes: ["enrolment", "notice"] },
  timeoutSeconds: WHOLE_CLASS_SECONDS,
  alarm: {
    effect: "Families do not learn that their teacher changed and that they may ask for a refund.",
    runbook: "teacher-change-is-not-told",
  },
});

export const tasks = [tellOfSessionChange, tellOfAbsence, tellOfTeacher];
