import { kitFromEnv } from "../kit/deps.ts";
import { stepLambda } from "../kit/workflow-step.ts";
import { handOverComplaintLead } from "./hand-over-complaint-lead.ts";
import { handOverComplaintLead as contract } from "./workflow-contracts.ts";
import { OfComplaint } from "./workflow-input.ts";

export const handler = stepLambda(contract, OfComplaint, handOverComplaintLead, kitFromEnv());
