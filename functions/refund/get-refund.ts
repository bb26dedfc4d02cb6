import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { getRefund as contract } from "./view-contracts.ts";
import { refundDetail } from "./views.ts";
import { refundInArea } from "./whose-refund.ts";

export const getRefund =
  (kit: PersonalKit): UseCaseOf<typeof contract> =>
  async ({ path: { refundId } }, context) =>
    refundDetail(kit, await refundInArea(kit, context, refundId, ["funds", "audit"]));
