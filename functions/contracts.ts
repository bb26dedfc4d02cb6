import type { TaskContract, UseCaseContract } from "./kit/contract.ts";
import * as identity from "./identity/contracts.ts";
import * as institution from "./institution/contracts.ts";
import * as proposal from "./proposal/contracts.ts";
import * as reference from "./reference/contracts.ts";
import * as support from "./support/contracts.ts";
import * as catalogue from "./catalogue/contracts.ts";
import * as enrolment from "./enrolment/contracts.ts";
import * as roster from "./enrolment/roster-contracts.ts";
import * as custody from "./custody/contracts.ts";
import * as deadline from "./deadline/contracts.ts";
import * as dispute from "./lesson/dispute-contracts.ts";
import * as settlement from "./settlement/contracts.ts";
import * as finance from "./settlement/finance-contracts.ts";
import * as lesson from "./lesson/contracts.ts";
import * as notice from "./notice/contracts.ts";
import * as stream from "./stream/contracts.ts";

/** Every use case of the platform. */
export const useCases: readonly UseCaseContract[] = [
  ...catalogue.useCases,
  ...enrolment.useCases,
  ...roster.useCases,
  ...lesson.useCases,
  ...dispute.useCases,
  ...custody.useCases,
  ...settlement.useCases,
  ...finance.useCases,
  ...notice.useCases,
  ...identity.useCases,
  ...proposal.useCases,
  ...reference.useCases,
  ...institution.useCases,
  ...support.useCases,
];

/** Every function that no person calls. */
export const tasks: readonly TaskContract[] = [
  ...roster.tasks,
  ...custody.tasks,
  ...settlement.tasks,
  ...deadline.tasks,
  ...notice.tasks,
  ...identity.tasks,
  ...reference.tasks,
  ...stream.tasks,
  ...institution.tasks,
];
