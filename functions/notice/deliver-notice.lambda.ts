import { NoticeRecorded } from "../../events/notice.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { withGateway } from "../kit/gateway-deps.ts";
import { withVault } from "../kit/personal-deps.ts";
import { deliverNotice as contract } from "./contracts.ts";
import { deliverNotice } from "./deliver-notice.ts";

export const handler = eventLambda(
  contract,
  NoticeRecorded,
  deliverNotice,
  withGateway(withVault(kitFromEnv())),
);
