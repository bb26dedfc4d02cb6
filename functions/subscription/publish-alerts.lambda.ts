import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { withAlertTopic } from "../kit/topic-deps.ts";
import { publishAlerts } from "./publish-alerts.ts";
import { publishAlerts as contract } from "./task-contracts.ts";
import { toldEvents } from "./told-change.ts";

export const handler = eventLambda(
  contract,
  toldEvents,
  publishAlerts,
  withAlertTopic(kitFromEnv()),
);
