import { StudentLinked } from "../../events/student.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { claimOpenings } from "./claim-openings.ts";
import { claimOpenings as contract } from "./opening-task-contracts.ts";

export const handler = eventLambda(contract, StudentLinked, claimOpenings, kitFromEnv());
