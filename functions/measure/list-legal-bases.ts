import { legalBases } from "../../domain/measure/legal-bases.ts";
import { LegalBasis } from "../../domain/shared/measure-codes.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { legalBasisView } from "./legal-basis-view.ts";
import type { listLegalBases as contract } from "./view-contracts.ts";

/** A closed list: it is whole on one page. */
export const listLegalBases =
  (): UseCaseOf<typeof contract> =>
  ({ query: { measure: asked } }) =>
    Promise.resolve({
      legalBases: LegalBasis.options
        .filter((code) => asked === undefined || legalBases[code].measures.includes(asked))
        .map((code) => {
          const { date, measures } = legalBases[code];
          return { ...legalBasisView(code), date, measures: [...measures] };
        }),
    });
