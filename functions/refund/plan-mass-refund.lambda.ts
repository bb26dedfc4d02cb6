import { MassRefundOrdered } from "../../events/mass-refund.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { planMassRefund as contract } from "./mass-refund-contracts.ts";
import { planMassRefund } from "./plan-mass-refund.ts";

export const handler = eventLambda(contract, MassRefundOrdered, planMassRefund, kitFromEnv());
