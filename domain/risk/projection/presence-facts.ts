import * as z from "zod";
import { DoubleAttendanceFound, DoubleAttendanceWithdrawn } from "../../../events/risk.ts";
import { LocalDate } from "../../shared/time.ts";
import type { FactPart } from "./day-record.ts";
import { defineFactSource, on } from "./fact-source.ts";

const DoubtShare = z.object({
  /** The day that counts the lesson, while it is in doubt. */
  countedOn: LocalDate.optional(),
});
type DoubtShare = z.infer<typeof DoubtShare>;

const counted = (day: LocalDate | undefined, amount: 1 | -1): readonly FactPart[] =>
  day === undefined ? [] : [{ day, fact: "doubleAttendanceCount", amount }];

/** Lessons whose pupil was recorded elsewhere too, each once, on the day on which both records were there. */
export const doubleAttendanceFacts = defineFactSource<DoubtShare>({
  aggregateType: "double-attendance",
  state: DoubtShare,
  initial: {},
  events: [
    on(DoubleAttendanceFound, ({ knownOn }, { state: { countedOn } }) => ({
      state: { countedOn: knownOn },
      parts: countedOn === knownOn ? [] : [...counted(countedOn, -1), ...counted(knownOn, 1)],
    })),
    on(DoubleAttendanceWithdrawn, (_, { state: { countedOn } }) => ({
      state: {},
      parts: counted(countedOn, -1),
    })),
  ],
});
