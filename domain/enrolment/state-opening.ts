import { OpeningStated } from "../../events/opening.ts";
import type { CourseState } from "../catalogue/course.ts";
import { NO_MONEY } from "../custody/balances.ts";
import type { EpochMs } from "../shared/time.ts";
import type { ContractParties } from "./contract-terms.ts";
import type { EnrolmentDecision } from "./enrolment.ts";
import { lessonsLeft, type Opening, unconsumedFen } from "./opening.ts";
import { addOpenLessons, type OrderGuard } from "./order-guard.ts";

/** The rest of a sale of before as a course of its own: the lessons left, for the money that is theirs. */
export const restOf = (course: CourseState, sale: Opening): CourseState => ({
  ...course,
  lessonCount: lessonsLeft(sale),
  priceFen: unconsumedFen(sale),
});

export interface StateOpening extends ContractParties {
  readonly termsHash: string;
  readonly classId: EnrolmentDecision["enrolment"]["classId"];
  readonly rulePackVersion: string;
  readonly sale: Opening;
}

/** What is stated also counts with the pupil's orders: a new one finds the lessons still open. */
export interface OpeningDecision extends EnrolmentDecision {
  readonly guard: OrderGuard;
}

/**
 * Enters what an institution sold before it joined, as an enrolment of the lessons left. It holds no money
 * until the bank has the institution's deposit, and no lesson of it can be held until then. Where no guardian
 * has added the pupil, it is nobody's for now: the money goes into custody all the same.
 * @source 教监管函〔2021〕2号: all fees taken earlier and not yet taught go into the one dedicated account
 */
export function stateOpening(
  course: CourseState,
  guard: OrderGuard,
  command: StateOpening,
  at: EpochMs,
): OpeningDecision {
  const { enrolmentId, studentId, guardianId, classId, contractNo, termsHash, sale } = command;
  const { institutionId, courseId, subjectKey, countyUnitId } = course;
  const { lessonCount, priceFen } = restOf(course, sale);
  return {
    enrolment: {
      ...{ enrolmentId, institutionId, classId, courseId, studentId },
      ...(guardianId === undefined ? {} : { guardianId }),
      ...{ countyUnitId, subjectKey, lessonCount, priceFen },
      status: "awaiting-deposit",
      balances: NO_MONEY,
      rulePackVersion: command.rulePackVersion,
      contract: { contractNo, termsHash },
      opening: sale,
      orderedAt: at,
    },
    guard: addOpenLessons(guard, lessonCount),
    moves: [],
    event: OpeningStated.make({
      ...{ enrolmentId, institutionId, classId, courseId, studentId, subjectKey },
      ...{ lessonCount, priceFen, jobId: sale.jobId, overLimits: [...sale.overLimits] },
    }),
  };
}
