import { listOfOpening } from "../../adapters/repositories/opening-deposits.ts";
import { isOnRoster } from "../../adapters/repositories/roster-items.ts";
import { findStudentId, firstGuardian } from "../../adapters/repositories/student-registry.ts";
import type { SaleLimits } from "../../domain/catalogue/resolve-limits.ts";
import {
  lessonsLeft,
  limitsPassed,
  type EarlierSale,
  type OverLimit,
} from "../../domain/enrolment/opening.ts";
import { openingFindings } from "../../domain/enrolment/opening-findings.ts";
import { type OpeningRow, readOpenings } from "../../domain/enrolment/opening-row.ts";
import type { JobOf } from "../../domain/job/job.ts";
import type { StudentId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { type Finding, findingNotes, type ListLine } from "../../domain/shared/list-row.ts";
import { ok } from "../../domain/shared/result.ts";
import { shanghaiDate, toRfc3339, type EpochMs, type LocalDate } from "../../domain/shared/time.ts";
import { saleLimits } from "../catalogue/sale-limits.ts";
import { inParallel } from "../kit/in-parallel.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { Refused } from "../kit/problem.ts";
import { findOffer, type FoundOffer } from "./offer.ts";

/** A line whose class and pupil are found: it can be entered. */
export interface PlacedOpening {
  readonly line: number;
  readonly sale: EarlierSale;
  readonly overLimits: readonly OverLimit[];
  readonly offer: FoundOffer;
  readonly limits: SaleLimits;
  readonly studentId: StudentId;
}

const ROWS_AT_ONCE = 8;

const mostOf = ({ maxLessonCount, maxAmountFen, maxMonths }: SaleLimits) => ({
  ...{ maxLessonCount, maxAmountFen, maxMonths },
});

type ClassOnOffer = Pick<PlacedOpening, "offer" | "limits">;

/** Reads the lines, and finds for each what it speaks of: only among the institution's own classes and lists. */
export function openingPlacer(kit: PersonalKit) {
  const { table } = kit;

  /** The classes of a list are few: each is looked up once. */
  const ownClasses = (institutionId: string, at: EpochMs) => {
    const looked = new Map<string, Promise<ClassOnOffer | undefined>>();
    const lookUp = async (classId: string): Promise<ClassOnOffer | undefined> => {
      const offer = await findOffer(table, classId).catch((error: unknown) => {
        if (error instanceof Refused) return undefined;
        throw error;
      });
      if (offer?.class.institutionId !== institutionId) return undefined;
      return { offer, limits: await saleLimits(kit, offer.course, at) };
    };
    return (classId: string) => {
      const found = looked.get(classId) ?? lookUp(classId);
      looked.set(classId, found);
      return found;
    };
  };

  const pupilOf = async ({ pupil, classId }: OpeningRow): Promise<StudentId | undefined> => {
    const studentId = await findStudentId(kit, pupil);
    return studentId !== undefined && (await isOnRoster(table, { classId, studentId }))
      ? studentId
      : undefined;
  };

  const place = async (
    row: OpeningRow,
    { jobId }: JobOf<"enrolments">,
    found: ClassOnOffer | undefined,
    at: EpochMs,
  ): Promise<{ readonly findings: readonly Finding[]; readonly placed?: PlacedOpening }> => {
    const { line, sale } = row;
    const notes = findingNotes(line, openingFindings);
    const { findings } = notes;
    if (found === undefined) {
      notes.note("班级编号", "class-unknown");
      return { findings };
    }
    const { class: aClass } = found.offer;
    const left = lessonsLeft(sale);
    const { sessionCount } = aClass;
    if (aClass.startsAt <= at)
      notes.note("班级编号", "class-begun", { startsAt: toRfc3339(aClass.startsAt) });
    if (left > sessionCount) notes.note("班级编号", "class-too-short", { left, sessionCount });
    const studentId = await pupilOf(row);
    if (studentId === undefined) {
      notes.note("证件号码", "pupil-not-listed");
      return { findings };
    }
    const [statedBy, { guardianId }] = await Promise.all([
      listOfOpening(table, row.classId, studentId),
      firstGuardian(table, studentId),
    ]);
    if (statedBy !== undefined && statedBy !== jobId) notes.note(null, "already-taken-over");
    if (findings.length > 0) return { findings };
    if (guardianId === undefined) notes.note("证件号码", "guardian-not-linked");
    const lastDay = shanghaiDate(aClass.endsAt);
    const overLimits = limitsPassed(sale, lastDay, found.limits);
    for (const limit of overLimits)
      notes.note(null, `over-${limit}`, { ...sale, ...mostOf(found.limits), lastDay });
    return { findings, placed: { line, sale, overLimits, ...found, studentId } };
  };

  return async (lines: readonly ListLine[], job: JobOf<"enrolments">, today: LocalDate) => {
    const { startedAt, subject } = job;
    invariant(startedAt !== undefined, `${job.jobId} is read once it has started`);
    const read = readOpenings(lines, today);
    if (!read.ok) return read;
    const classOf = ownClasses(subject.institutionId, startedAt);
    const looked = await inParallel(read.value.accepted, ROWS_AT_ONCE, async (row) =>
      place(row, job, await classOf(row.classId), startedAt),
    );
    return ok({
      rowCount: read.value.rowCount,
      accepted: looked.flatMap(({ placed }) => placed ?? []),
      findings: [...read.value.findings, ...looked.flatMap(({ findings }) => findings)],
    });
  };
}
