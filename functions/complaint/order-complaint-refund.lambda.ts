import { kitFromEnv } from "../kit/deps.ts";
import { stepLambda } from "../kit/workflow-step.ts";
import { orderComplaintRefund } from "./order-complaint-refund.ts";
import { orderComplaintRefund as contract } from "./workflow-contracts.ts";
import { OfComplaint } from "./workflow-input.ts";

export const handler = stepLambda(contract, OfComplaint, orderComplaintRefund, kitFromEnv());
