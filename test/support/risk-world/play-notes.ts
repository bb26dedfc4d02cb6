import { fen } from "../../../domain/shared/money.ts";
import { toRfc3339 } from "../../../domain/shared/time.ts";
import { LimitAttempted } from "../../../events/catalogue.ts";
import { DoubleAttendanceFound, LocalPriceTold } from "../../../events/risk.ts";
import type { Journals } from "./journals.ts";
import type { PlayedDay } from "./played-day.ts";

/** What the platform itself notes of an institution: pupils in two places, attempts over a limit, prices around it. */
export class PlayedNotes {
  private readonly journals: Journals;
  private medianFen: number | undefined;

  constructor(journals: Journals) {
    this.journals = journals;
  }

  play(day: PlayedDay): void {
    for (let n = 0; n < day.count("doubleAttendanceCount"); n += 1) this.doubleAttendance(day);
    for (let n = 0; n < day.count("overLimitAttemptCount"); n += 1) this.attempt(day, n);
    if (day.isKnown("medianUnitPriceFen")) this.localPrice(day);
  }

  private doubleAttendance(day: PlayedDay): void {
    const { journals } = this;
    const times = { startsAt: toRfc3339(day.startsAt), endsAt: toRfc3339(day.startsAt + 1) };
    const lesson = () => ({
      ...{ institutionId: journals.institutionId, enrolmentId: journals.newId("enr") },
      ...{ sessionNumber: 1, lessonNumber: 1, classId: journals.newId("cls"), ...times },
    });
    const found = { ...lesson(), other: lesson(), knownOn: day.date };
    const id = `${found.enrolmentId}.1`;
    journals.record("double-attendance", id, day.at(), DoubleAttendanceFound.make(found));
  }

  private attempt(day: PlayedDay, number: number): void {
    const { institutionId } = this.journals;
    const attempt = { limit: "lessons", tried: 61 + number, most: 60 } as const;
    const event = LimitAttempted.make({ institutionId, day: day.date, ...attempt });
    this.journals.record("limit-attempts", `${institutionId}.${day.date}`, day.at(), event);
  }

  private localPrice(day: PlayedDay): void {
    const { institutionId } = this.journals;
    const medianFen = day.count("medianUnitPriceFen");
    if (medianFen === this.medianFen) return;
    this.medianFen = medianFen;
    const told = { category: "culture-art", institutionCount: 5, day: day.date } as const;
    const event = LocalPriceTold.make({ institutionId, medianFen: fen(medianFen), ...told });
    this.journals.record("local-price", institutionId, day.at(), event);
  }
}
