import { kitFromEnv } from "../kit/deps.ts";
import { stepLambda } from "../kit/workflow-step.ts";
import { findComplaintTurn } from "./find-complaint-turn.ts";
import { findComplaintTurn as contract } from "./workflow-contracts.ts";
import { OfComplaint } from "./workflow-input.ts";

export const handler = stepLambda(contract, OfComplaint, findComplaintTurn, kitFromEnv());
