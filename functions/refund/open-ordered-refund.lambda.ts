import { RefundOrdered } from "../../events/complaint.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { openOrderedRefund } from "./open-ordered-refund.ts";
import { openOrderedRefund as contract } from "./workflow-contracts.ts";

export const handler = eventLambda(contract, RefundOrdered, openOrderedRefund, kitFromEnv());
