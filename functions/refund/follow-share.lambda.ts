import type { EventBridgeEvent } from "aws-lambda";
import { RefundCancelled, RefundExecuted } from "../../events/refund.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { followShare } from "./follow-share.ts";
import { followShare as contract } from "./mass-refund-contracts.ts";

const kit = kitFromEnv();
const paid = eventLambda(contract, RefundExecuted, followShare, kit);
const withdrawn = eventLambda(contract, RefundCancelled, followShare, kit);

/** The two ends of a refund say different things of it; what follows for its mass refund is the same. */
export const handler = (event: EventBridgeEvent<string, unknown>): Promise<void> =>
  event["detail-type"] === RefundCancelled.detailType ? withdrawn(event) : paid(event);
