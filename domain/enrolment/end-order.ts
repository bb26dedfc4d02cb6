import type { Balances } from "../custody/balances.ts";
import { nextState } from "../shared/lifecycle.ts";
import type { EnrolmentState } from "./enrolment.ts";
import { enrolmentTransitions } from "./transitions.ts";

/** What may still become the institution's or the family's. */
const openFen = ({ unconsumed, pending, disputed, refunding }: Balances): number =>
  unconsumed + pending + disputed + refunding;

/** An order of which no lesson is left has ended; what the institution has earned of it is still paid out. */
export function endIfNothingIsOpen(enrolment: EnrolmentState): EnrolmentState {
  const status = nextState(enrolmentTransitions, enrolment.status, "terminate");
  if (openFen(enrolment.balances) > 0 || status === undefined) return enrolment;
  return { ...enrolment, status };
}
