import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

const CONFIRM_EACH_LESSON = "一课一消：教监管函〔2021〕2号";

/** What lessons refuse, and what they tell people. */
export const lessonRefusals = {
  "lesson.no-such-lesson": {
    zh: "没有第 {lessonNumber} 课时：本订单共 {lessonCount} 课时。请核对课时序号。",
    en: "There is no lesson {lessonNumber}: the order has {lessonCount} lessons. Check the number.",
  },
  "lesson.enrolment-not-active": {
    zh: "订单状态为“{status}”，只有已缴费且未结束的订单可以记录考勤或请假。",
    en: "The order is {status}; attendance is recorded, and leave taken, only for orders that are paid and not ended.",
    rule: "先缴费入专户、后上课：教监管函〔2021〕2号",
  },
  "lesson.not-begun": {
    zh: "第 {lessonNumber} 课时于 {startsAt} 开始，开始前不能记录考勤。",
    en: "Lesson {lessonNumber} starts at {startsAt}; attendance can be recorded from then on.",
  },
  "lesson.attendance-fixed": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，考勤不能改记为“{attendance}”。",
    en: "Lesson {lessonNumber} is {status}; its attendance can no longer be recorded as {attendance}.",
  },
  "lesson.settled-elsewhere": {
    zh: "第 {lessonNumber} 课时已在第 {settledNumber} 次课登记（状态“{status}”），不能再在第 {sessionNumber} 次课记为缺课。",
    en: "Lesson {lessonNumber} is {status} by session {settledNumber}; it cannot be recorded as missed in session {sessionNumber} as well.",
  },
  "lesson.nobody-to-ask": {
    zh: "报名 {enrolmentId} 的学生尚无监护人账户添加，第 {lessonNumber} 课时无人可确认，费用留在托管账户。请家长注册并添加孩子后再发起确认。",
    en: "No guardian's account has added the pupil of {enrolmentId}: nobody can confirm lesson {lessonNumber}, and its fee stays in custody. Let the family register and add the child, then ask again.",
    rule: "课时费须经家长确认后拨付：教监管函〔2021〕2号",
  },
  "lesson.leave-too-late": {
    zh: "第 {lessonNumber} 课时于 {startsAt} 开始，按合同须提前 {leaveNoticeHours} 小时请假，现已超过时间。如不能到课，请直接联系机构。",
    en: "Lesson {lessonNumber} begins at {startsAt}; by the contract leave is asked {leaveNoticeHours} hours before, and that time is over. Tell the institution yourself if the pupil cannot come.",
  },
  "lesson.leave-already-requested": {
    zh: "第 {lessonNumber} 课时已请假，无需重复申请。",
    en: "Leave from lesson {lessonNumber} is asked for already; nothing more needs to be done.",
  },
  "lesson.not-open-to-leave": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，只能对尚未上的课请假。",
    en: "Lesson {lessonNumber} is {status}; leave can be asked only from a lesson that is still to be held.",
  },
  "lesson.no-unconsumed-money": {
    zh: "第 {lessonNumber} 课时需 {amountFen} 分，订单未消课资金只有 {unconsumedFen} 分，不能记录考勤。请核对退费和转班记录。",
    en: "Lesson {lessonNumber} costs {amountFen} fen, only {unconsumedFen} fen of the order are unconsumed. Check its refunds and class changes.",
  },
  "lesson.not-taught": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，记录学生到课后才能请求家长确认。",
    en: "Lesson {lessonNumber} is {status}; record that the pupil attended before asking the family to confirm.",
    rule: CONFIRM_EACH_LESSON,
  },
  "lesson.already-requested": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，已请求过确认，无需重复请求。",
    en: "Lesson {lessonNumber} is {status}; confirmation was already asked for. Do not ask again.",
  },
  "lesson.not-requested": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，机构请求确认后家长才能确认。",
    en: "Lesson {lessonNumber} is {status}; the family can confirm it once the institution has asked.",
    rule: CONFIRM_EACH_LESSON,
  },
  "lesson.already-confirmed": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，已经确认，无需再次确认。",
    en: "Lesson {lessonNumber} is {status}; it is confirmed, and nothing more needs to be done.",
  },
  "lesson.not-confirmed": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，尚未确认，无可撤销。",
    en: "Lesson {lessonNumber} is {status}; it is not confirmed, and there is nothing to undo.",
  },
  "lesson.confirmed-otherwise": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，系到期视为确认或由主管部门认定，不能撤销。如有问题，请向机构或主管部门投诉。",
    en: "Lesson {lessonNumber} is {status}, confirmed by silence or by the authority's finding, which cannot be undone. If something is wrong, complain to the institution or the authority.",
  },
  "lesson.undo-over": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，确认的可撤销时间已过，也不能再提出异议。如有问题，请向机构或主管部门投诉。",
    en: "Lesson {lessonNumber} is {status}; the time to undo your confirmation is over, and it is too late for a dispute. If something is wrong, complain to the institution or the authority.",
  },
  "lesson.disputed": {
    zh: "第 {lessonNumber} 课时正在争议处理中，请先撤回争议或等待处理结果。",
    en: "Lesson {lessonNumber} is disputed. Withdraw the dispute first, or await its outcome.",
  },
  "lesson.not-open-to-dispute": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，只能对机构已请求确认、尚未确认的课时提出异议。",
    en: "Lesson {lessonNumber} is {status}; only a lesson that awaits your confirmation can be disputed.",
  },
  "lesson.not-disputed": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，没有未处理的异议，无需再处理。",
    en: "Lesson {lessonNumber} is {status}; no dispute about it is open, and nothing has to be settled.",
  },
  "lesson.returned": {
    zh: "第 {lessonNumber} 课时的费用已退还（或正在退还）家长，不能再消课。",
    en: "The fee of lesson {lessonNumber} goes back to the family; the lesson can no longer be consumed.",
  },
  "lesson.transferred": {
    zh: "第 {lessonNumber} 课时已转到另一班级，费用随之转出，不能再在本订单消课。请到转入的订单查看。",
    en: "Lesson {lessonNumber} has moved to another class, and its fee with it; it can no longer be consumed here. Look at the order that it moved to.",
  },
  "lesson.payment-reversed": {
    zh: "第 {lessonNumber} 课时的缴费已被银行冲正，费用不在托管账户，不能再消课。请与家长重新订约缴费。",
    en: "The bank has reversed the payment of lesson {lessonNumber}: its fee is not in custody and the lesson can no longer be consumed. Agree on a new order with the family.",
  },
  "lesson.silence-not-over": {
    zh: "第 {lessonNumber} 课时的家长答复期限（{dueAt}）未到，或其日期尚待放假安排公布，不能视为确认。",
    en: "The family's time for lesson {lessonNumber} runs until {dueAt}, or its day awaits the official calendar: silence is no consent yet.",
  },
  "lesson.too-many-at-once": {
    zh: "第 {sessionNumber} 次课有 {pupilCount} 名学生到课，一次最多请求 {limit} 名。请用 enrolmentIds 分批提交。",
    en: "{pupilCount} pupils attended session {sessionNumber}; at most {limit} can be asked for at once. Name them in parts, in enrolmentIds.",
  },
} as const satisfies RefusalCatalogue;

export const refuseLesson: RefuseFrom<typeof lessonRefusals> = refuse;
