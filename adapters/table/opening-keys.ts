import { PREFIX } from "./key-names.ts";
import type { Key } from "./table.ts";

const ofList = (jobId: string): string => `${PREFIX.openingDeposit}#${jobId}`;
const LINE_DIGITS = 6;

/** The keys of what was sold before an institution joined; part of `keys`. */
export const openingKeys = {
  openingDeposit: (jobId: string): Key => ({ pk: ofList(jobId), sk: "HEAD" }),
  /** One line of the list: the enrolment that it became, and its part of the deposit. */
  openingPart: (jobId: string, line: number): Key => ({
    pk: ofList(jobId),
    sk: `LINE#${String(line).padStart(LINE_DIGITS, "0")}`,
  }),
  openingParts: (jobId: string) => ({ pk: ofList(jobId), beginsWith: "LINE#" }),
  /** An enrolment that waits for a guardian to add its pupil. */
  unclaimedOpening: (studentId: string, enrolmentId: string): Key => ({
    pk: `${PREFIX.unclaimedOpenings}#${studentId}`,
    sk: enrolmentId,
  }),
  unclaimedOpenings: (studentId: string) => ({ pk: `${PREFIX.unclaimedOpenings}#${studentId}` }),
};
