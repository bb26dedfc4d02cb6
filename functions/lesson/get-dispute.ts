import { disputeTextBy } from "../../adapters/repositories/dispute-items.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { competentDispute } from "./competent-dispute.ts";
import type { getDispute as contract } from "./dispute-contracts.ts";
import { disputeView } from "./dispute-views.ts";

export const getDispute =
  (kit: PersonalKit): UseCaseOf<typeof contract> =>
  async ({ path: { disputeId } }, context) => {
    const { file } = await competentDispute(kit, context, disputeId, ["funds", "audit"]);
    const [familyText, officerText] = await Promise.all([
      disputeTextBy(kit, disputeId, "family"),
      disputeTextBy(kit, disputeId, "officer"),
    ]);
    return {
      ...disputeView(file),
      ...(familyText === undefined ? {} : { familyText }),
      ...(officerText === undefined ? {} : { officerText }),
    };
  };
