import type { TaskContract, UseCaseContract } from "./kit/contract.ts";
import * as identity from "./identity/contracts.ts";
import * as institution from "./institution/contracts.ts";
import * as reference from "./reference/contracts.ts";
import * as support from "./support/contracts.ts";
import * as stream from "./stream/contracts.ts";

/** Every use case of the platform. */
export const useCases: readonly UseCaseContract[] = [...identity.useCases, ...reference.useCases, ...institution.useCases, ...support.useCases];

/** Every function that no person calls. */
export const tasks: readonly TaskContract[] = [...identity.tasks, ...reference.tasks, ...stream.tasks, ...institution.tasks];
