import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { getInstitutionRefund as contract } from "./view-contracts.ts";
import { refundDetail } from "./views.ts";
import { refundAskedOfUs } from "./whose-refund.ts";

export const getInstitutionRefund =
  (kit: PersonalKit): UseCaseOf<typeof contract> =>
  async ({ path: { refundId } }, context) =>
    refundDetail(
      kit,
      await refundAskedOfUs(kit, context, refundId, ["owner", "finance", "service"]),
    );
