import type { SellableFacts } from "../catalogue/sellable.ts";
import { isFrozen, isSaleStopped } from "./holds.ts";
import type { InstitutionState } from "./institution.ts";

/** What an institution's record says about whether it may sell. */
export const sellableFactsOf = (institution: InstitutionState): SellableFacts => ({
  licenceValidTo: institution.licenceValidTo,
  licensedCategory: institution.category,
  licensedMode: institution.mode,
  hasCustodyAccount: institution.account !== undefined,
  isBlacklisted: institution.blacklisted,
  hasFailedInspection: institution.inspection === "failed",
  isFrozen: isFrozen(institution),
  isSaleStopped: isSaleStopped(institution),
});
