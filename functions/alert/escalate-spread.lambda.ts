import { eventLambda } from "../kit/event.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { escalateSpread as contract } from "./contracts.ts";
import { escalateSpread, spreadingEvents } from "./escalate-spread.ts";

export const handler = eventLambda(contract, spreadingEvents, escalateSpread, kitFromEnv());
