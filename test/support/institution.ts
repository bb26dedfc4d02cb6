import { aggregates } from "../../adapters/aggregates.ts";
import type { BankClient } from "../../adapters/bank/bank-client.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { InstitutionState } from "../../domain/institution/institution.ts";
import { InstitutionRegistered } from "../../events/institution.ts";
import { openCustodyAccount } from "../../functions/institution/contracts.ts";
import { taskContext } from "../../functions/kit/event.ts";
import { START, type TestKit } from "./door.ts";

/** An institution of the county 411102 as an authority's list has it. */
export const anInstitution = (changes: Partial<InstitutionState> = {}): InstitutionState =>
  InstitutionState.parse({
    institutionId: "ins_01KJNP0000000000000000000A",
    name: "源汇区晨星美术培训有限公司",
    uscc: "91411102XMX928U7EM",
    licenceNo: "校外411102445538",
    licenceValidTo: "2028-10-09",
    category: "culture-art",
    mode: "offline",
    countyUnitId: "unt_411102",
    address: "源汇区民路166号4层",
    areaSquareMetres: 215,
    needsReview: false,
    blacklisted: false,
    inspection: "none",
    source: { jobId: "job_01KJNP0000000000000000000A", line: 3, outcome: "created" },
    ...changes,
  });

/** The same with its custody account bound, as it has to be before anything is sold. */
export const aBoundInstitution = (changes: Partial<InstitutionState> = {}): InstitutionState =>
  anInstitution({
    account: InstitutionState.shape.account.parse({
      bankId: "sandbox-bank",
      custodyAccountNo: "88000001",
      payoutAccountNo: "6222000012345678",
      boundAt: START,
    }),
    ...changes,
  });

/** Puts an institution into the table as an import does. */
export async function seedInstitution(kit: TestKit, institution: InstitutionState): Promise<void> {
  const cause = { correlationId: "seed", causationId: "seed" };
  const context = taskContext(openCustodyAccount, kit, cause);
  const { institutionId, uscc, countyUnitId, source } = institution;
  const { jobId, line } = source;
  const event = InstitutionRegistered.make({ institutionId, uscc, countyUnitId, jobId, line });
  const changes = aggregates(kit.table, institutionKind).create(institution, event, context);
  await kit.table.commit(changes.map((change) => change.write));
}

export const fundsOfficer = (unitId: string) =>
  ({ role: "officer", unitId, department: "education", duties: ["funds"] }) as const;

/** What the bank answers when it opens a custody account. */
export const confirmationOf = (
  proposalId: string,
  holder: string,
): Awaited<ReturnType<BankClient["openCustodyAccount"]>> => ({
  confirmation: {
    platformRequestId: proposalId,
    institutionId: "ins_01KJNP0000000000000000000A",
    custodyAccountNo: "88000001",
    holderName: holder,
    payoutAccountNo: "6222000012345678",
    payoutAccountHolder: holder,
    confirmedAt: "2026-03-02T09:00:01+08:00",
  },
  evidence: {
    keyId: "sandbox-bank/1",
    createdAt: START,
    contentDigest: "sha-256=:x:",
    signatureInput: "xiaowai=()",
    signature: "xiaowai=:y:",
    requestSignature: "xiaowai=:z:",
  },
});
