import type * as z from "zod";
import * as alert from "./alert.ts";
import * as catalogue from "./catalogue.ts";
import * as complaint from "./complaint.ts";
import * as custody from "./custody.ts";
import type { EventDefinition } from "./define.ts";
import * as enrolment from "./enrolment.ts";
import * as identity from "./identity.ts";
import * as indicator from "./indicator.ts";
import * as institution from "./institution.ts";
import * as job from "./job.ts";
import * as lesson from "./lesson.ts";
import * as massRefund from "./mass-refund.ts";
import * as measure from "./measure.ts";
import * as notice from "./notice.ts";
import * as settlement from "./settlement.ts";
import * as opening from "./opening.ts";
import * as proposal from "./proposal.ts";
import * as reference from "./reference.ts";
import * as refund from "./refund.ts";
import * as risk from "./risk.ts";
import * as student from "./student.ts";
import * as subscription from "./subscription.ts";
import * as supervision from "./supervision.ts";

/** Every event of the platform: for its published schemas, its examples and the tests of both. */
export const allEvents: readonly EventDefinition<string, z.ZodObject>[] = [
  ...Object.values(alert),
  ...Object.values(catalogue),
  ...Object.values(complaint),
  ...Object.values(custody),
  ...Object.values(enrolment),
  ...Object.values(identity),
  ...Object.values(indicator),
  ...Object.values(institution),
  ...Object.values(job),
  ...Object.values(lesson),
  ...Object.values(massRefund),
  ...Object.values(measure),
  ...Object.values(notice),
  ...Object.values(settlement),
  ...Object.values(opening),
  ...Object.values(proposal),
  ...Object.values(reference),
  ...Object.values(refund),
  ...Object.values(risk),
  ...Object.values(student),
  ...Object.values(subscription),
  ...Object.values(supervision),
];
