import { InspectionRecorded } from "../../../events/measure.ts";
import type { LocalDate } from "../../shared/time.ts";
import { dayNumber } from "../day-number.ts";
import type { FactPart } from "./day-record.ts";
import { defineFactSource, each, Stateless } from "./fact-source.ts";

/** What officers found at the place: pupils counted, staff, and until when its papers and its lease hold. */
export const measureFacts = defineFactSource({
  aggregateType: "measure",
  state: Stateless,
  initial: {},
  events: [
    each(InspectionRecorded, (found, { day }) => {
      const counted = (fact: FactPart["fact"], amount: number | undefined): readonly FactPart[] =>
        amount === undefined ? [] : [{ day, fact, amount }];
      const until = (fact: FactPart["fact"], last: LocalDate | undefined) =>
        counted(fact, last && dayNumber(last));
      return [
        ...counted("seenHeadcount", found.seenHeadcount),
        ...counted("staffCount", found.staffCount),
        ...until("leaseEndsOn", found.leaseEndsOn),
        ...until("licenceEndsOn", found.licenceEndsOn),
        ...until("inspectionEndsOn", found.inspectionEndsOn),
        ...until("certificateEndsOn", found.certificateEndsOn),
      ];
    }),
  ],
});
