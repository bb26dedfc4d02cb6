import * as z from "zod";
import {
  CustodyAccountBound,
  InstitutionRegistered,
  InstitutionUpdated,
} from "../../../events/institution.ts";
import type { LocalDate } from "../../shared/time.ts";
import { dayNumber } from "../day-number.ts";
import type { FactPart } from "./day-record.ts";
import { defineFactSource, on } from "./fact-source.ts";

const InstitutionShare = z.object({ hasAccount: z.boolean() });
type InstitutionShare = z.infer<typeof InstitutionShare>;

const licence = (day: LocalDate, endsOn: LocalDate | undefined): readonly FactPart[] =>
  endsOn === undefined ? [] : [{ day, fact: "licenceEndsOn", amount: dayNumber(endsOn) }];

/** The licence, and who stands behind an institution and its account; the first account is no change. */
export const institutionFacts = defineFactSource<InstitutionShare>({
  aggregateType: "institution",
  state: InstitutionShare,
  initial: { hasAccount: false },
  events: [
    on(InstitutionRegistered, ({ licenceValidTo }, { state, day }) => ({
      state,
      parts: licence(day, licenceValidTo),
    })),
    on(InstitutionUpdated, ({ licenceValidTo, legalPersonChanged }, { state, day }) => ({
      state,
      parts: [
        ...licence(day, licenceValidTo),
        ...(legalPersonChanged === true
          ? [{ day, fact: "legalPersonChangeCount", amount: 1 } as const]
          : []),
      ],
    })),
    on(CustodyAccountBound, (_, { state, day }) => ({
      state: { hasAccount: true },
      parts: state.hasAccount ? [{ day, fact: "accountChangeCount", amount: 1 }] : [],
    })),
  ],
});
