import { SQSClient } from "@aws-sdk/client-sqs";
import { sqsWorkQueue } from "../../adapters/queue/work-queue.ts";
import { AlertDeliveryOrdered } from "../../events/subscription.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { eventLambda } from "../kit/event.ts";
import { withGateway } from "../kit/gateway-deps.ts";
import { withVault } from "../kit/personal-deps.ts";
import { sendDelivery } from "./send-delivery.ts";
import { sendDelivery as contract } from "./task-contracts.ts";

const queue = sqsWorkQueue(new SQSClient({}), environment().WORK_QUEUE_URL);
const kit = { ...withGateway(withVault(kitFromEnv())), queue };

export const handler = eventLambda(contract, AlertDeliveryOrdered, sendDelivery, kit);
