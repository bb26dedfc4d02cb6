import type { NoticeDeliveryDue } from "../../events/notice.ts";
import type { ReactionTo } from "../kit/event.ts";
import type { GatewayKit } from "../kit/gateway-deps.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { noticeSender } from "./send-notice.ts";

/** What quiet hours have kept back goes out; what was sent before them does not go out again. */
export const deliverPostponed = (
  kit: PersonalKit & GatewayKit,
): ReactionTo<typeof NoticeDeliveryDue> => {
  const send = noticeSender(kit);
  return ({ data }, context) => send(data, context);
};
