import type { EnrolmentId } from "../../domain/shared/ids.ts";

/** One order, one contract: they share their number. */
export const contractNoOf = (enrolmentId: EnrolmentId): string =>
  enrolmentId.replace("enr_", "XW-");
