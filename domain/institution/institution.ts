import * as z from "zod";
import {
  AlertId,
  BankId,
  InstitutionId,
  JobId,
  MassRefundId,
  MeasureId,
  ProposalId,
  UnitId,
} from "../shared/ids.ts";
import { LegalBasis } from "../shared/measure-codes.ts";
import { EpochMs, LocalDate } from "../shared/time.ts";
import { TrainingCategory, TrainingMode } from "../shared/training.ts";

/** The custody account (托管账户) that holds what families have prepaid, and where releases go. */
export const BoundAccount = z.object({
  bankId: BankId,
  custodyAccountNo: z.string(),
  /** The institution's own basic account (基本户), to which earned fees are released. */
  payoutAccountNo: z.string(),
  boundAt: z.int(),
});
export type BoundAccount = z.infer<typeof BoundAccount>;

/** Nothing is sold and nothing paid out (冻结), by order of the authority. */
export const Freeze = z.object({
  /** The matter under which it was ordered. */
  proposalId: ProposalId,
  basis: LegalBasis,
  /** The warning because of which it was ordered, if one was. */
  alertId: AlertId.optional(),
  since: EpochMs,
  /** The first instant at which it ends by itself; absent once another officer has confirmed it. */
  lapsesAt: EpochMs.optional(),
});
export type Freeze = z.infer<typeof Freeze>;

/** The record of an institution (机构). Names and numbers of persons lie elsewhere, encrypted. */
export const InstitutionState = z.object({
  institutionId: InstitutionId,
  name: z.string().min(1).max(100),
  /** Unified social credit code (统一社会信用代码), GB 32100-2015. */
  uscc: z.string(),
  /** The code of the organisation that runs it, and maybe others (举办者); absent where none is known. */
  ownerUscc: z.string().optional(),
  licenceNo: z.string(),
  licenceValidTo: LocalDate,
  category: TrainingCategory,
  mode: TrainingMode,
  countyUnitId: UnitId,
  address: z.string(),
  areaSquareMetres: z.number().positive(),
  /** A person has to compare the code with the registration: its check character is wrong. */
  needsReview: z.boolean(),
  /** On the black list (黑名单): nothing may be sold. */
  blacklisted: z.boolean(),
  inspection: z.enum(["passed", "failed", "none"]),
  account: BoundAccount.optional(),
  freeze: Freeze.optional(),
  /** The measures by which its releases or its sales alone are stopped (暂停拨付、暂停收费). */
  stops: z.object({ release: MeasureId.optional(), sale: MeasureId.optional() }).optional(),
  /** Families get their money back under the freeze, which holds until that is done. */
  massRefundId: MassRefundId.optional(),
  /** The last mass refund that has ended. */
  endedMassRefundId: MassRefundId.optional(),
  /** The binding that is under way: one at a time. */
  openProposalId: ProposalId.optional(),
  /** The line of the list that last made or changed this record. */
  source: z.object({
    jobId: JobId,
    line: z.int(),
    outcome: z.enum(["created", "updated"]),
  }),
});
export type InstitutionState = z.infer<typeof InstitutionState>;
