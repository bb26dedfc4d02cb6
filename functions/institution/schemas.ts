import * as z from "zod";
import { InstitutionState } from "../../domain/institution/institution.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { FreezeForInstitution } from "../measure/schemas.ts";

/** Shapes that several answers of this capability share. */

export const AccountNo = z
  .string()
  .regex(/^[0-9]{8,30}$/)
  .meta({ description: "A bank account number", examples: ["622200001234567"] });

export const InstitutionSummary = z.strictObject({
  ...InstitutionState.pick({
    institutionId: true,
    name: true,
    uscc: true,
    category: true,
    mode: true,
    countyUnitId: true,
    licenceValidTo: true,
    needsReview: true,
    blacklisted: true,
  }).shape,
  accountBound: z.boolean(),
  sellable: z.boolean().meta({ description: "Whether courses may be sold today" }),
});

export const InstitutionDetail = z.strictObject({
  ...InstitutionSummary.shape,
  ...InstitutionState.pick({ licenceNo: true, address: true, areaSquareMetres: true }).shape,
  notSellableBecause: z
    .array(z.strictObject({ code: z.string(), zh: z.string(), en: z.string() }))
    .meta({ description: "Every condition for selling that is not met today" }),
  account: z
    .strictObject({ bankId: z.string(), custodyAccountNo: z.string(), boundAt: Timestamp })
    .optional(),
  contact: z
    .strictObject({ legalPersonName: z.string(), phone: z.string() })
    .meta({ description: "Masked; a clear view is a separate, logged access" }),
  openProposalId: z.string().optional(),
  stops: z
    .strictObject(InstitutionState.shape.stops.unwrap().shape)
    .optional()
    .meta({ description: "The measures by which releases or sales alone are stopped" }),
  freeze: z
    .strictObject({ proposalId: z.string(), ...FreezeForInstitution.shape })
    .optional()
    .meta({ description: "Nothing is sold, and nothing paid out of custody to it" }),
});
