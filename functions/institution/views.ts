import type * as z from "zod";
import { findUnmetConditions, type UnmetCondition } from "../../domain/catalogue/sellable.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { sellableFactsOf } from "../../domain/institution/sellable-facts.ts";
import { maskName, maskPhone } from "../../domain/shared/mask.ts";
import { type LocalDate, toRfc3339 } from "../../domain/shared/time.ts";
import { freezeForInstitution } from "../measure/legal-basis-view.ts";
import type { Contact } from "./contact.ts";
import type { InstitutionDetail, InstitutionSummary } from "./schemas.ts";

/** What keeps an institution from selling what its licence is for. */
const unmetOf = (institution: InstitutionState, today: LocalDate): readonly UnmetCondition[] => {
  const { category, mode } = institution;
  return findUnmetConditions(sellableFactsOf(institution), { category, mode }, today);
};

/** How an institution is shown in a list. */
export function institutionSummary(
  institution: InstitutionState,
  today: LocalDate,
): z.input<typeof InstitutionSummary> {
  const { institutionId, name, uscc, category, mode, countyUnitId } = institution;
  const { licenceValidTo, needsReview, blacklisted } = institution;
  return {
    ...{ institutionId, name, uscc, category, mode, countyUnitId },
    ...{ licenceValidTo, needsReview, blacklisted },
    accountBound: institution.account !== undefined,
    sellable: unmetOf(institution, today).length === 0,
  };
}

/** How one institution is shown to officers: persons behind it are masked. */
export function institutionDetail(
  institution: InstitutionState,
  contact: Contact,
  today: LocalDate,
): z.input<typeof InstitutionDetail> {
  const { licenceNo, address, areaSquareMetres, account, openProposalId, freeze, stops } =
    institution;
  return {
    ...institutionSummary(institution, today),
    ...{ licenceNo, address, areaSquareMetres },
    notSellableBecause: unmetOf(institution, today).map(({ code, zh, en }) => ({ code, zh, en })),
    ...(account === undefined
      ? {}
      : {
          account: {
            bankId: account.bankId,
            custodyAccountNo: account.custodyAccountNo,
            boundAt: toRfc3339(account.boundAt),
          },
        }),
    contact: {
      legalPersonName: maskName(contact.legalPersonName),
      phone: maskPhone(contact.phone),
    },
    ...(openProposalId === undefined ? {} : { openProposalId }),
    ...(freeze === undefined
      ? {}
      : { freeze: { proposalId: freeze.proposalId, ...freezeForInstitution(freeze) } }),
    ...(stops === undefined ? {} : { stops }),
  };
}
