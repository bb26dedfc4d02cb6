import type { NoticeRecorded } from "../../events/notice.ts";
import type { ReactionTo } from "../kit/event.ts";
import type { GatewayKit } from "../kit/gateway-deps.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { noticeSender } from "./send-notice.ts";

/** A notice that lies in an inbox leaves the platform, as its recipient wishes. */
export const deliverNotice = (kit: PersonalKit & GatewayKit): ReactionTo<typeof NoticeRecorded> => {
  const send = noticeSender(kit);
  return ({ data }, context) => send(data, context);
};
