import * as z from "zod";
import { TaskOpened, TaskResolved } from "../../events/settlement.ts";
import type { DomainEvent } from "../../events/define.ts";
import {
  BankId,
  EnrolmentId,
  InstitutionId,
  InstructionId,
  MemberId,
  RefundId,
  ReturnId,
  TaskId,
  UnitId,
} from "../shared/ids.ts";
import { Fen } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import { DAY_MS, EpochMs, toRfc3339 } from "../shared/time.ts";
import { refuseTask } from "./refusals.ts";

export const TaskKind = z.enum([
  /** The bank does not pay a family's misplaced payment back. 退款受阻 */
  "return-refused",
  /** The bank has twice not paid a confirmed lesson's fee. 拨付退回 */
  "release-refused",
  /** The bank holds something else than the books say. 账实不符 */
  "balance-break",
  /** A refund could not be paid by any rule. 退费付款受阻 */
  "refund-unpaid",
  /** The institution has not paid what it owes of a refund itself. 机构逾期未付退费 */
  "refund-debt-overdue",
  /** The bank has reversed a payment of which not all was free any more. 冲正缺口 */
  "payment-short",
  /** The bank has reversed money whose place the books cannot say: returned, or a whole list's. 冲正待核 */
  "reversal-contested",
]);
export type TaskKind = z.infer<typeof TaskKind>;

export const TaskAction = z.enum([
  /** Draws up another instruction for the lesson's fee. */
  "instruct-again",
  /** Asks the bank once more to pay the money back. */
  "return-again",
  /** Has the bank told once more to pay a refund. */
  "pay-refund-again",
  /** What an order was short of is in custody again: its releases go on. */
  "shortage-made-good",
  /** Settled outside the platform, as the finding says: nothing more is done here. */
  "settled-otherwise",
]);
export type TaskAction = z.infer<typeof TaskAction>;

/** What a person may have the platform do about each kind of task. */
export const taskActions: Readonly<Record<TaskKind, readonly TaskAction[]>> = {
  "return-refused": ["return-again", "settled-otherwise"],
  "release-refused": ["instruct-again", "settled-otherwise"],
  "balance-break": ["settled-otherwise"],
  // A refund is settled by being paid: the money lies in custody until it is.
  "refund-unpaid": ["pay-refund-again"],
  "refund-debt-overdue": ["settled-otherwise"],
  // Until the money is there nothing of the order is released: no other finding ends that.
  "payment-short": ["shortage-made-good"],
  "reversal-contested": ["settled-otherwise"],
};

/**
 * Days within which a person has to settle each kind. No article names them: they are the platform's own
 * defaults, the shortest where money may be missing.
 */
const DAYS_TO_SETTLE: Readonly<Record<TaskKind, number>> = {
  "return-refused": 3,
  "release-refused": 3,
  "balance-break": 1,
  "refund-unpaid": 3,
  "refund-debt-overdue": 3,
  "payment-short": 1,
  "reversal-contested": 1,
};

/** What a task is about: ids only, by which a person finds the rest. */
export const TaskAbout = z.object({
  institutionId: InstitutionId.optional(),
  enrolmentId: EnrolmentId.optional(),
  lessonNumber: z.int().min(1).optional(),
  instructionId: InstructionId.optional(),
  bankId: BankId.optional(),
  bankSerial: z.string().max(64).optional(),
  returnId: ReturnId.optional(),
  refundId: RefundId.optional(),
});
export type TaskAbout = z.infer<typeof TaskAbout>;

export const TaskResolution = z.object({
  action: TaskAction,
  /** What the officer found out, in their own words; it stays with the task and enters no event. */
  finding: z.string().max(500),
  officerId: MemberId,
  at: EpochMs,
});

/** A matter that no rule can settle: it waits for an officer until its day. */
export const TaskState = z.object({
  taskId: TaskId,
  kind: TaskKind,
  about: TaskAbout,
  /** Why it came to this, as the bank's or the platform's code. */
  reasonCode: z.string().max(100),
  amountFen: Fen.optional(),
  /** Whose officers settle it: a county, or the nation where no county is known. */
  unitId: UnitId,
  openedAt: EpochMs,
  dueAt: EpochMs,
  state: z.enum(["open", "resolved"]),
  resolution: TaskResolution.optional(),
});
export type TaskState = z.infer<typeof TaskState>;

export interface TaskDecision {
  readonly task: TaskState;
  readonly event: DomainEvent;
}

/** Opens a task; its day follows from its kind. */
export function openTask(
  asked: Pick<TaskState, "taskId" | "kind" | "about" | "reasonCode" | "amountFen" | "unitId">,
  at: EpochMs,
): TaskDecision {
  const dueAt = at + DAYS_TO_SETTLE[asked.kind] * DAY_MS;
  const { taskId, kind, reasonCode, amountFen } = asked;
  return {
    task: { ...asked, openedAt: at, dueAt, state: "open" },
    event: TaskOpened.make({ taskId, kind, reasonCode, amountFen, dueAt: toRfc3339(dueAt) }),
  };
}

export interface ResolveTask {
  readonly action: TaskAction;
  readonly finding: string;
  readonly officerId: MemberId;
}

/** Closes a task with what was found and what is done about it. */
export function decideResolveTask(
  task: TaskState,
  command: ResolveTask,
  at: EpochMs,
): Result<TaskDecision, "task.already-resolved" | "task.action-unfit"> {
  const { taskId, kind, reasonCode, state } = task;
  const { action, officerId } = command;
  if (state === "resolved")
    return refuseTask("task.already-resolved", {
      taskId,
      action: task.resolution?.action ?? state,
    });
  if (!taskActions[kind].includes(action))
    return refuseTask("task.action-unfit", { kind, action, fit: taskActions[kind].join(", ") });
  return ok({
    task: { ...task, state: "resolved", resolution: { ...command, at } },
    event: TaskResolved.make({ taskId, kind, reasonCode, action, officerId }),
  });
}
