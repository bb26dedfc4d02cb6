import { PaymentReceived } from "../../events/enrolment.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { tellOfPayment as contract } from "./contracts.ts";
import { tellOfPayment } from "./tell-of-payment.ts";

export const handler = eventLambda(contract, PaymentReceived, tellOfPayment, kitFromEnv());
