import { PayInSuspended } from "../../events/custody.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { returnPayIn as contract } from "./contracts.ts";
import { returnPayIn } from "./return-pay-in.ts";

export const handler = eventLambda(contract, PayInSuspended, returnPayIn, kitFromEnv());
