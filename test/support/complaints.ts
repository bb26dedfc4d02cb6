import { calendarYear2026 } from "../../domain/reference/calendar-data.ts";
import { calendarOf } from "../../domain/reference/calendar-year.ts";
import { nationalRulePack } from "../../domain/reference/national-rule-pack.ts";
import { clocksBy } from "../../domain/complaint/clocks.ts";
import { ComplaintState } from "../../domain/complaint/complaint.ts";
import type { Respondent } from "../../domain/complaint/file-complaint.ts";
import { decideFileComplaint, type FileComplaint } from "../../domain/complaint/file-complaint.ts";
import { ComplaintId, InstitutionId, MemberId, UnitId } from "../../domain/shared/ids.ts";
import { localDate } from "../../domain/shared/time.ts";
import { enrolmentId, MONDAY, valueOf } from "./money-builders.ts";

export const complaintId = (n = 1) => ComplaintId.parse(`cmp_${String(n).padStart(26, "0")}`);
export const OFFICER_ID = MemberId.parse(`mem_${"0".repeat(25)}9`);

export const respondent: Respondent = {
  institutionId: InstitutionId.parse("ins_01KJNP0000000000000000000A"),
  category: "culture-art",
  countyUnitId: UnitId.parse("unt_411102"),
  cityUnitId: UnitId.parse("unt_411100"),
  provinceUnitId: UnitId.parse("unt_410000"),
};

/** The clocks of the national rules on the official calendar of 2026. */
export const calendar2026 = calendarOf([calendarYear2026()]);
export const clocks2026 = clocksBy([nationalRulePack], calendar2026, {
  date: localDate("2026-03-02"),
  unitPath: "/unt_100000/unt_410000/unt_411100/unt_411102/",
  category: "culture-art",
});

/** Where nothing is known of any calendar. */
export const clocksWithoutCalendar = clocksBy([nationalRulePack], calendarOf([]), {
  date: localDate("2026-03-02"),
  unitPath: "/unt_100000/",
  category: "culture-art",
});

export const theOrder = {
  enrolmentId: enrolmentId(1),
  institutionId: respondent.institutionId,
  lessonCount: 3,
};

export const aFiling = (changes: Partial<FileComplaint> = {}): FileComplaint => ({
  complaintId: complaintId(),
  complainantId: MemberId.parse(`mem_${"0".repeat(25)}1`),
  kind: "refund",
  happenedOn: localDate("2026-02-20"),
  lessons: [1, 2],
  isAnonymousToInstitution: false,
  isAcceptedElsewhere: false,
  memberCount: 1,
  ...changes,
});

/** A complaint that was filed on Monday, changed as a test wants it. */
export const aComplaint = (changes: Partial<ComplaintState> = {}): ComplaintState => {
  const rules = { clocks: clocks2026, oldestMonths: 36 };
  const filed = decideFileComplaint(respondent, theOrder, aFiling(), rules, MONDAY);
  return ComplaintState.parse({ ...valueOf(filed).complaint, ...changes });
};
