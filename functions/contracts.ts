import type { TaskContract, UseCaseContract } from "./kit/contract.ts";
import * as identity from "./identity/contracts.ts";
import * as institution from "./institution/contracts.ts";
import * as reference from "./reference/contracts.ts";
import * as support from "./support/contracts.ts";
import * as catalogue from "./catalogue/contracts.ts";
import * as enrolment from "./enrolment/contracts.ts";
import * as roster from "./enrolment/roster-contracts.ts";
import * as custody from "./custody/contracts.ts";
import * as lesson from "./lesson/contracts.ts";
import * as stream from "./stream/contracts.ts";

/** Every use case of the platform. */
export const useCases: readonly UseCaseContract[] = [
  ...catalogue.useCases,
  ...enrolment.useCases,
  ...roster.useCases,
  ...lesson.useCases,
  ...custody.useCases,
  ...identity.useCases,
  ...reference.useCases,
  ...institution.useCases,
  ...support.useCases,
];

/** Every function that no person calls. */
export const tasks: readonly TaskContract[] = [
  ...roster.tasks,
  ...custody.tasks,
  ...identity.tasks,
  ...reference.tasks,
  ...stream.tasks,
  ...institution.tasks,
];
