import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

const NON_SUBJECT_OPINION = "十三部门关于规范面向中小学生的非学科类校外培训的意见 (2022-12-29)";
const DOUBLE_REDUCTION = "中办发〔2021〕40号";

/** What the catalogue refuses, and what it tells people. */
export const catalogueRefusals = {
  "catalogue.too-many-lessons": {
    zh: "课程共 {lessonCount} 课时，超过一次收费最多 {maxLessonCount} 课时的规定。请减少课时或拆分课程。",
    en: "The course has {lessonCount} lessons; one charge may cover at most {maxLessonCount}. Offer fewer lessons or split the course.",
    rule: NON_SUBJECT_OPINION,
  },
  "catalogue.price-too-high": {
    zh: "课程价格 {priceFen} 分，超过一次收费最高 {maxAmountFen} 分的规定。请降低价格或拆分课程。",
    en: "The course costs {priceFen} fen; one charge may be at most {maxAmountFen} fen. Lower the price or split the course.",
    rule: NON_SUBJECT_OPINION,
  },
  "catalogue.price-too-low": {
    zh: "课程价格 {priceFen} 分，不足以分摊到 {lessonCount} 课时；每课时至少 1 分。请更正价格。",
    en: "A price of {priceFen} fen cannot be spread over {lessonCount} lessons: each is worth at least 1 fen. Correct the price.",
  },
  "catalogue.course-already-published": {
    zh: "课程 {courseId} 已经上架，无需重复操作。",
    en: "Course {courseId} is already published; nothing needs to be done.",
  },
  "catalogue.not-sellable": {
    zh: "机构目前不能销售课程：{unmetZh}。请先解决上述问题。",
    en: "The institution may not sell now: {unmetEn}. Settle this first.",
    rule: NON_SUBJECT_OPINION,
  },
  "catalogue.course-not-published": {
    zh: "课程 {courseId} 尚未上架，不能开班或下单。请先上架课程。",
    en: "Course {courseId} is not published: it opens no classes and takes no orders. Publish it first.",
  },
  "catalogue.class-cancelled": {
    zh: "班级 {classId} 已取消，不再接受报名、缴费或排课；已缴未上课时的费用会自动退还。",
    en: "The class {classId} was cancelled: it takes no orders, payments or sessions any more. What was paid for lessons not had goes back by itself.",
  },
  "catalogue.class-full": {
    zh: "本班 {capacity} 个名额已满。请选择其他班级。",
    en: "All {capacity} seats of this class are taken. Choose another class.",
  },
  "catalogue.session-count": {
    zh: "排课 {sessionCount} 次，课程为 {lessonCount} 课时；每课时须排课一次。请补齐或删减。",
    en: "{sessionCount} sessions are planned for {lessonCount} lessons; each lesson takes one session. Add or remove sessions.",
  },
  "catalogue.session-numbering": {
    zh: "第 {position} 次课的编号为 {number}；编号须从 1 起按上课时间连续。请更正编号。",
    en: "The session at place {position} is numbered {number}; sessions are numbered from 1 in the order of time. Correct the numbers.",
  },
  "catalogue.session-empty": {
    zh: "第 {number} 次课的下课时间不晚于上课时间。请更正。",
    en: "Session {number} does not end after it starts. Correct its times.",
  },
  "catalogue.session-in-past": {
    zh: "第 {number} 次课于 {startsAt} 开始，已经过去。只能安排今后的课。",
    en: "Session {number} starts at {startsAt}, which is past. Plan sessions in the future.",
  },
  "catalogue.session-over-midnight": {
    zh: "第 {number} 次课跨越两天。请安排在同一天内上完。",
    en: "Session {number} runs past midnight. Plan it within one day.",
  },
  "catalogue.session-overlap": {
    zh: "第 {number} 次课在上一次课结束之前开始。请错开时间。",
    en: "Session {number} starts before the one before it has ended. Move it.",
  },
  "catalogue.session-on-rest-day": {
    zh: "第 {number} 次课安排在 {day}，属节假日或休息日；义务教育阶段学科类培训不得占用。请改在工作日。",
    en: "Session {number} lies on {day}, a holiday or rest day, when subject training of compulsory education is forbidden. Choose a working day.",
    rule: DOUBLE_REDUCTION,
  },
  "catalogue.session-ends-late": {
    zh: "第 {number} 次课于 {endsAt} 结束，晚于规定的 {latestEnd}。请提前下课时间。",
    en: "Session {number} ends at {endsAt}, later than {latestEnd}, the latest time allowed. Let it end earlier.",
    rule: NON_SUBJECT_OPINION,
  },
  "catalogue.session-too-long": {
    zh: "第 {number} 次课长 {minutes} 分钟，线上每课时不得超过 {maxMinutes} 分钟。请缩短。",
    en: "Session {number} lasts {minutes} minutes; an online lesson lasts at most {maxMinutes}. Shorten it.",
    rule: DOUBLE_REDUCTION,
  },
  "catalogue.gap-too-short": {
    zh: "第 {number} 次课与上一次课只间隔 {minutes} 分钟，线上课程间隔不得少于 {minMinutes} 分钟。请拉开间隔。",
    en: "Session {number} follows the one before it after {minutes} minutes; online lessons keep a gap of at least {minMinutes}. Widen it.",
    rule: DOUBLE_REDUCTION,
  },
  "catalogue.charged-too-early": {
    zh: "课程自 {firstDay} 开始，当地规定最早在开课前 {earliestMonths} 个月收费，即 {earliestDay} 起方可下单。",
    en: "The course begins on {firstDay}; here it may be charged {earliestMonths} month before at the earliest. Order from {earliestDay} on.",
    rule: "各地校外培训预收费规定（自 2021 年起）：最早在开课前 1 个月收费",
  },
  "catalogue.too-long-a-period": {
    zh: "课程自 {firstDay} 至 {lastDay}，超过一次收费最长 {maxMonths} 个月（最晚 {latestDay}）的规定。请缩短周期。",
    en: "The sessions run from {firstDay} to {lastDay}; one charge covers at most {maxMonths} months (to {latestDay}). Shorten the period.",
    rule: NON_SUBJECT_OPINION,
  },
  "catalogue.session-cancelled": {
    zh: "第 {number} 次课已取消。如需补上，请安排补课。",
    en: "Session {number} is cancelled. Plan a make-up session to teach its lesson.",
  },
  "catalogue.session-held": {
    zh: "第 {number} 次课已登记考勤，不能取消。如登记有误，请更正考勤。",
    en: "Attendance of session {number} is recorded; it cannot be cancelled. Correct the attendance where it is wrong.",
  },
  "catalogue.session-begun": {
    zh: "第 {number} 次课已于 {startsAt} 开始，不能再调整。未上的课请取消后安排补课。",
    en: "Session {number} began at {startsAt} and can no longer be changed. If it was not held, cancel it and plan a make-up session.",
  },
  "catalogue.session-not-moved": {
    zh: "第 {number} 次课原本就在 {startsAt} 开始，时间没有变化。请填写新的时间。",
    en: "Session {number} begins at {startsAt} already, and its times stay the same. Give the new times.",
  },
  "catalogue.nothing-to-make-up": {
    zh: "第 {number} 次课没有取消，也没有学生请假或缺课，无需补课。",
    en: "Session {number} is not cancelled, and no pupil was on leave or absent: there is nothing to make up.",
  },
  "catalogue.already-made-up": {
    zh: "第 {number} 次课已安排在第 {makeUpNumber} 次课补上。如需调整，请将该次补课改期。",
    en: "Session {number} is made up by session {makeUpNumber} already. Move that one if another time is needed.",
  },
  "catalogue.too-many-sessions": {
    zh: "一个班最多排 {limit} 次课（含已取消和补课），不能再增加。",
    en: "A class has at most {limit} sessions, cancelled ones and make-ups included. No more can be planned.",
  },
  "catalogue.not-a-teacher": {
    zh: "所填账号不是本机构的任课教师。请先由主管部门任命其教师职责。",
    en: "The account named is no teacher of this institution. Have it appointed with the duty of a teacher first.",
  },
  "catalogue.teacher-unchanged": {
    zh: "任课教师原本就是 {teacherId}，没有变化。",
    en: "The teacher is {teacherId} already; nothing changes.",
  },
  "catalogue.class-over": {
    zh: "本班已于 {endsAt} 结课，不能再更改。",
    en: "The class ended at {endsAt} and can no longer be changed.",
  },
} as const satisfies RefusalCatalogue;

export const refuseCatalogue: RefuseFrom<typeof catalogueRefusals> = refuse;
