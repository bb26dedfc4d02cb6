import { type LocalDate, localDate, addDays } from "../../../domain/shared/time.ts";
import { InspectionRecorded } from "../../../events/measure.ts";
import type { Journals } from "./journals.ts";
import type { PlayedDay } from "./played-day.ts";

/** What an inspection finds out, beside the pupils whom it counts. */
const FOUND = ["staffCount", "leaseEndsOn", "inspectionEndsOn", "certificateEndsOn"] as const;
type Found = (typeof FOUND)[number];

const EPOCH = localDate("1970-01-01");

/** An inspection on each day on which pupils were counted or something is not as it was found before. */
export class PlayedInspections {
  private readonly journals: Journals;
  private readonly found: Partial<Record<Found, number>> = {};

  constructor(journals: Journals) {
    this.journals = journals;
  }

  play(day: PlayedDay): void {
    const changed = FOUND.filter((fact) => day.count(fact) !== this.found[fact]);
    const isCounted = day.isKnown("seenHeadcount");
    if (changed.length === 0 && !isCounted) return;
    for (const fact of changed) this.found[fact] = day.count(fact);
    const until = (fact: Exclude<Found, "staffCount">): LocalDate =>
      addDays(EPOCH, day.count(fact));
    const measureId = this.journals.newId("msr");
    const event = InspectionRecorded.make({
      ...{ measureId, institutionId: this.journals.institutionId },
      ...{ officerId: this.journals.newId("mem"), result: "in-order" as const },
      ...(isCounted ? { seenHeadcount: day.count("seenHeadcount") } : {}),
      staffCount: day.count("staffCount"),
      leaseEndsOn: until("leaseEndsOn"),
      inspectionEndsOn: until("inspectionEndsOn"),
      certificateEndsOn: until("certificateEndsOn"),
    });
    this.journals.record("measure", measureId, day.at(), event);
  }
}
