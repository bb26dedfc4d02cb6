import { InstructionAnswered, ReleaseExecuted, ReleaseReturned } from "../../events/custody.ts";
import type { DomainEvent } from "../../events/define.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import { enrolmentTransitions } from "../enrolment/transitions.ts";
import { assertLessonOf, type LessonState } from "../lesson/lesson.ts";
import { lessonTransitions, type LessonAction } from "../lesson/transitions.ts";
import { invariant } from "../shared/invariant.ts";
import { nextState } from "../shared/lifecycle.ts";
import type { Fen } from "../shared/money.ts";
import type { MoneyMove } from "../shared/money-move.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import { applyDecidedMoves } from "./apply-moves.ts";
import { heldInCustodyFen } from "./balances.ts";
import type { ReleaseDecision } from "./instruct-release.ts";
import { instructionFacts, type InstructionState, REST_BEFORE_RETRY_MS } from "./instruction.ts";
import { refuseCustody } from "./refusals.ts";
import { instructionTransitions } from "./transitions.ts";

/** What the bank reports of an instruction; on every delivery the same. */
export type InstructionResult =
  | {
      readonly outcome: "executed";
      readonly amountFen: Fen;
      readonly bankSerial: string;
      readonly executedAt: EpochMs;
    }
  | {
      readonly outcome: "rejected";
      readonly amountFen: Fen;
      /** A code, never free text: it enters the journal. */
      readonly reasonCode: string;
    };

/** The first report is recorded; the same report again finds it already there. */
export type ResultReceipt =
  | { readonly outcome: "recorded"; readonly decision: ReleaseDecision }
  | { readonly outcome: "already" };

export type RecordResultRefusal = "custody.result-wrong-amount" | "custody.result-contradicts";

/** An instruction with the lesson and the enrolment whose money it carries. */
export interface Release {
  readonly enrolment: EnrolmentState;
  readonly lesson: LessonState;
  readonly instruction: InstructionState;
}

/**
 * Posts the bank's answer: executed money is released, rejected money is earned as before and waits for
 * another instruction. A report that contradicts an earlier one changes nothing.
 */
export function decideRecordInstructionResult(
  release: Release,
  result: InstructionResult,
  at: EpochMs,
): Result<ResultReceipt, RecordResultRefusal> {
  const { instructionId, amountFen } = release.instruction;
  if (result.amountFen !== amountFen)
    return refuseCustody("custody.result-wrong-amount", {
      instructionId,
      instructedFen: amountFen,
      reportedFen: result.amountFen,
    });
  const action = `report-${result.outcome}` as const;
  const status = nextState(instructionTransitions, release.instruction.status, action);
  if (status !== undefined) {
    const answered = { ...release.instruction, status, answeredAt: at, ...answerOf(result) };
    const instruction =
      result.outcome === "rejected"
        ? { ...answered, retryAt: at + REST_BEFORE_RETRY_MS }
        : answered;
    return ok({ outcome: "recorded", decision: post({ ...release, instruction }, result) });
  }
  if (isSameResult(release.instruction, result)) return ok({ outcome: "already" });
  return refuseCustody("custody.result-contradicts", {
    instructionId,
    recorded: recordedAs(release.instruction),
    reported: result.outcome === "executed" ? `executed ${result.bankSerial}` : "rejected",
  });
}

const answerOf = (result: InstructionResult) =>
  result.outcome === "executed"
    ? { bankSerial: result.bankSerial }
    : { reasonCode: result.reasonCode };

/** The bank's serial tells a repeated report from a second payment under the same instruction. */
const isSameResult = (instruction: InstructionState, result: InstructionResult): boolean =>
  instruction.status === result.outcome &&
  (result.outcome === "rejected" || instruction.bankSerial === result.bankSerial);

const recordedAs = ({ status, bankSerial }: InstructionState): string =>
  bankSerial === undefined ? status : `${status} ${bankSerial}`;

function post(release: Release, result: InstructionResult): ReleaseDecision {
  const { enrolment, lesson, instruction } = release;
  assertLessonOf(enrolment, lesson);
  invariant(
    lesson.instructionId === instruction.instructionId,
    `lesson ${lesson.lessonNumber} is carried by ${instruction.instructionId}`,
  );
  const status = nextState(lessonTransitions, lesson.status, lessonActionFor(lesson, result));
  invariant(status !== undefined, `lesson ${lesson.lessonNumber} is releasing`);
  const moves: MoneyMove[] = [moveOf(instruction, result)];
  const balances = applyDecidedMoves(enrolment.balances, moves);
  return {
    enrolment: settleIfLast({ ...enrolment, balances }),
    lesson: { ...lesson, status },
    instruction,
    instructionEvent: InstructionAnswered.make({
      ...instructionFacts(instruction),
      outcome: result.outcome,
      ...answerOf(result),
    }),
    moves,
    event: eventOf(instruction, result, moves),
  };
}

/** A lesson whose release came back is again what it was before: confirmed, or deemed so. */
function lessonActionFor(lesson: LessonState, result: InstructionResult): LessonAction {
  if (result.outcome === "executed") return "report-executed";
  return lesson.confirmedBy === "silence" ? "report-rejected-deemed" : "report-rejected";
}

function moveOf(instruction: InstructionState, result: InstructionResult): MoneyMove {
  const carried = { amountFen: instruction.amountFen, hold: instruction.instructionId };
  return result.outcome === "executed"
    ? { from: "releasing", to: "released", ...carried, reason: "release-executed" }
    : { from: "releasing", to: "earned", ...carried, reason: "release-returned" };
}

/** The order is completed when none of its money is left in custody. */
function settleIfLast(enrolment: EnrolmentState): EnrolmentState {
  if (heldInCustodyFen(enrolment.balances) > 0) return enrolment;
  const status = nextState(enrolmentTransitions, enrolment.status, "settle-last-fen");
  invariant(
    status !== undefined,
    `the last fen of an order that is ${enrolment.status} is paid out`,
  );
  return { ...enrolment, status };
}

function eventOf(
  instruction: InstructionState,
  result: InstructionResult,
  moves: MoneyMove[],
): DomainEvent {
  const { instructionId, enrolmentId, institutionId, lessonNumber, amountFen } = instruction;
  const released = {
    instructionId,
    enrolmentId,
    institutionId,
    lessonNumber,
    amountFen,
    moves,
  };
  return result.outcome === "executed"
    ? ReleaseExecuted.make({
        ...released,
        bankSerial: result.bankSerial,
        executedAt: toRfc3339(result.executedAt),
      })
    : ReleaseReturned.make({ ...released, reasonCode: result.reasonCode });
}
