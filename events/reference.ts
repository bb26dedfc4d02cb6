import * as z from "zod";
import { MemberId, ProposalId, UnitId } from "../domain/shared/ids.ts";
import { LocalDate } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";

/** A unit has a new rule pack; it takes effect on its day. */
export const RulePackAdopted = defineEvent(
  "rule-pack-adopted",
  1,
  z.object({ unitId: UnitId, version: z.string(), effectiveFrom: LocalDate }),
);

/** The days of a year are as their notice says: deadlines that run over them are counted anew. */
export const CalendarCorrected = defineEvent(
  "calendar-corrected",
  1,
  z.object({ year: z.int(), holidayCount: z.int(), makeupWorkdayCount: z.int() }),
);

const proposed = z.object({ proposalId: ProposalId, unitId: UnitId, authorId: MemberId });

export const RulePackProposed = defineEvent(
  "rule-pack-proposed",
  1,
  proposed.extend({ effectiveFrom: LocalDate, parameterCount: z.int() }),
);

export const CalendarProposed = defineEvent(
  "calendar-proposed",
  1,
  proposed.extend({ year: z.int() }),
);
