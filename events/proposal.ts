import * as z from "zod";
import { InstitutionId, ProposalId, UnitId } from "../domain/shared/ids.ts";
import { defineEvent } from "./define.ts";

/** A matter that two officers decide is decided, of whatever kind. */
export const ProposalDecided = defineEvent(
  "proposal-decided",
  1,
  z.object({
    proposalId: ProposalId,
    kind: z.string(),
    unitId: UnitId,
    approved: z.boolean(),
    institutionId: InstitutionId.optional(),
  }),
);

/** Nobody decided a matter in time that stands only until it is decided. */
export const ProposalLapsed = defineEvent(
  "proposal-lapsed",
  1,
  z.object({
    proposalId: ProposalId,
    kind: z.string(),
    unitId: UnitId,
    institutionId: InstitutionId,
  }),
);

/** Whoever proposed a matter has taken it back before it was decided. */
export const ProposalWithdrawn = defineEvent(
  "proposal-withdrawn",
  1,
  z.object({ proposalId: ProposalId, kind: z.string(), unitId: UnitId }),
);
