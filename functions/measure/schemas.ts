import * as z from "zod";
import { InspectionFindings } from "../../domain/measure/measure.ts";
import { Verification } from "../../domain/measure/legal-bases.ts";
import { MeasureStatus } from "../../domain/measure/transitions.ts";
import {
  AlertId,
  InstitutionId,
  MeasureId,
  MemberId,
  ProposalId,
} from "../../domain/shared/ids.ts";
import { LegalBasis, MeasureEnd, MeasureKind } from "../../domain/shared/measure-codes.ts";
import { LocalDate, Timestamp } from "../../domain/shared/time.ts";
import { Bilingual } from "../reference/schemas.ts";

/** Shapes that several contracts of this capability share. */

/** What a side writes about a measure; it may name anyone, and lies sealed. */
export const MeasureText = z
  .string()
  .trim()
  .min(2)
  .max(2000)
  .meta({ description: "In the writer's own words; kept sealed, shown to the institution" });

/** On what whatever is ordered about an institution rests. */
export const groundFields = {
  basis: LegalBasis.meta({
    description: "The article on which it rests, as listLegalBases tells them",
  }),
  alertId: AlertId.optional().meta({
    description:
      "The warning of this institution because of which it is ordered; the institution does not see it",
  }),
};

/** What every order names. */
export const orderFields = { ...groundFields, reason: MeasureText };

/** The article on which something rests, and how sure its wording is. */
export const LegalBasisView = z.strictObject({
  code: LegalBasis,
  article: z.string(),
  zh: z.string(),
  en: z.string(),
  verification: Verification.meta({
    description: "Whether somebody has compared it with the official text",
  }),
  verificationNote: Bilingual.meta({ description: "What that means for whoever goes by it" }),
});

/** A freeze as its institution sees it. */
export const FreezeForInstitution = z.strictObject({
  basis: LegalBasisView,
  since: Timestamp,
  lapsesAt: Timestamp.optional().meta({
    description: "It ends then unless another officer confirms it; absent once one has",
  }),
});

export const FindingsView = z.strictObject(InspectionFindings.shape);

const shared = {
  measureId: MeasureId,
  institutionId: InstitutionId,
  measure: MeasureKind,
  status: MeasureStatus,
  basis: LegalBasisView,
  orderedAt: Timestamp,
  talkAt: Timestamp.optional(),
  deadline: z
    .strictObject({
      dueOn: LocalDate.meta({ description: "The institution's last day" }),
      article: z.string().meta({ description: "What sets the time" }),
      isProvisional: z.boolean().meta({ description: "The calendar of some day is not known yet" }),
    })
    .optional(),
  isOverdue: z.boolean().meta({ description: "The institution let that day pass" }),
  lapsesAt: Timestamp.optional().meta({
    description: "A stop ends then unless another officer confirms it",
  }),
  findings: FindingsView.optional(),
  endedAt: Timestamp.optional(),
  endedBy: MeasureEnd.optional().meta({ description: "How it ended without having been met" }),
};

/** A measure as its institution sees it. */
export const MeasureForInstitution = z.strictObject(shared);

/** The same for officers: who ordered it, because of what, and the matter that another officer decides. */
export const MeasureSummary = z.strictObject({
  ...shared,
  officerId: MemberId,
  alertId: AlertId.optional(),
  proposalId: ProposalId.optional(),
});

/** Each step with what was written, the first one first. */
const timeline = z.array(
  z.strictObject({
    at: Timestamp,
    event: z.string(),
    by: z.enum(["authority", "institution", "platform"]),
    text: z.string().optional(),
  }),
);

export const MeasureDetail = z.strictObject({ ...MeasureSummary.shape, timeline });
export const MeasureDetailForInstitution = z.strictObject({
  ...MeasureForInstitution.shape,
  timeline,
});
