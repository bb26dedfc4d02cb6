import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { getMyRefund as contract } from "./view-contracts.ts";
import { refundDetail } from "./views.ts";
import { ownRefund } from "./whose-refund.ts";

export const getMyRefund =
  (kit: PersonalKit): UseCaseOf<typeof contract> =>
  async ({ path: { refundId } }, context) =>
    refundDetail(kit, await ownRefund(kit, context, refundId));
