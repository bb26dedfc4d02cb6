import { NoticeDeliveryDue } from "../../events/notice.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { withGateway } from "../kit/gateway-deps.ts";
import { withVault } from "../kit/personal-deps.ts";
import { deliverPostponed as contract } from "./contracts.ts";
import { deliverPostponed } from "./deliver-postponed.ts";

export const handler = eventLambda(
  contract,
  NoticeDeliveryDue,
  deliverPostponed,
  withGateway(withVault(kitFromEnv())),
);
