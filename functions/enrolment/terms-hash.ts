import { createHash } from "node:crypto";
import type { ContractTerms } from "../../domain/enrolment/contract-terms.ts";
import { canonical } from "../kit/idempotency.ts";

/** SHA-256 of the terms as JSON with sorted names and no spaces, in hex: anybody can compute it again. */
export const termsHashOf = (terms: ContractTerms): string =>
  createHash("sha256").update(canonical(terms)).digest("hex");
