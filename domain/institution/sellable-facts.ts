import type { SellableFacts } from "../catalogue/sellable.ts";
import { type InstitutionState, isFrozen } from "./institution.ts";

/** What an institution's record says about whether it may sell. */
export const sellableFactsOf = (institution: InstitutionState): SellableFacts => ({
  licenceValidTo: institution.licenceValidTo,
  licensedCategory: institution.category,
  licensedMode: institution.mode,
  hasCustodyAccount: institution.account !== undefined,
  isBlacklisted: institution.blacklisted,
  hasFailedInspection: institution.inspection === "failed",
  isFrozen: isFrozen(institution),
});
