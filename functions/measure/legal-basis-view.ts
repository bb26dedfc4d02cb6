import type * as z from "zod";
import type { Freeze } from "../../domain/institution/institution.ts";
import { legalBases, verificationNotes } from "../../domain/measure/legal-bases.ts";
import type { LegalBasis } from "../../domain/shared/measure-codes.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { FreezeForInstitution, LegalBasisView } from "./schemas.ts";

/** An article as those see it who order by it, or who are bound by what was ordered. */
export function legalBasisView(code: LegalBasis): z.input<typeof LegalBasisView> {
  const { article, zh, en, verification } = legalBases[code];
  const verificationNote = verificationNotes[verification];
  return { code, article, zh, en, verification, verificationNote };
}

/** On what a freeze rests, and until when; never the alert or the officer. */
export const freezeForInstitution = ({
  basis,
  since,
  lapsesAt,
}: Freeze): z.input<typeof FreezeForInstitution> => ({
  basis: legalBasisView(basis),
  since: toRfc3339(since),
  ...(lapsesAt === undefined ? {} : { lapsesAt: toRfc3339(lapsesAt) }),
});
