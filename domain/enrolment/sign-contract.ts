import { ContractSigned } from "../../events/enrolment.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import type { EnrolmentDecision, EnrolmentState } from "./enrolment.ts";
import { refuseEnrolment } from "./refusals.ts";
import { enrolmentTransitions } from "./transitions.ts";

export interface SignContract {
  /** SHA-256 of the terms that the guardian had before them when signing, in hex. */
  readonly termsHash: string;
}

export type SignContractRefusal = "enrolment.not-awaiting-signature" | "enrolment.terms-differ";

/** Signs the contract, if the terms that were signed are the terms of the order. */
export function decideSignContract(
  enrolment: EnrolmentState,
  command: SignContract,
  at: EpochMs,
): Result<EnrolmentDecision, SignContractRefusal> {
  const { enrolmentId, institutionId, contract } = enrolment;
  const { contractNo, termsHash } = contract;
  const status = nextState(enrolmentTransitions, enrolment.status, "sign-contract");
  if (status === undefined)
    return refuseEnrolment("enrolment.not-awaiting-signature", { status: enrolment.status });
  if (command.termsHash !== termsHash)
    return refuseEnrolment("enrolment.terms-differ", {
      signedHash: command.termsHash,
      termsHash,
    });
  return ok({
    enrolment: { ...enrolment, status, contract: { ...contract, signedAt: at } },
    moves: [],
    event: ContractSigned.make({ enrolmentId, institutionId, contractNo, termsHash }),
  });
}
