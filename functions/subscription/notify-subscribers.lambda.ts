import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { notifySubscribers } from "./notify-subscribers.ts";
import { notifySubscribers as contract } from "./task-contracts.ts";
import { toldEvents } from "./told-change.ts";

export const handler = eventLambda(contract, toldEvents, notifySubscribers, kitFromEnv());
