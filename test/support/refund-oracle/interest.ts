import { daysBetween } from "./days.ts";
import { fraction, roundHalfUp, times } from "./fraction.ts";
import type { InterestTerms, Question } from "./question.ts";

const MILLION = 1_000_000;
const DAYS_OF_A_YEAR = 365;

/**
 * Articles 16 and 17: interest on the refund from termination. An agreed rate covers all of it. Without one, the
 * supervised part earns what its account really yields, and the rest the one-year loan prime rate where the cause
 * is the institution's, the one-year deposit rate where it is the consumer's. Each part is a term of its own.
 * @throws RangeError when the days run backwards or the rate that the law asks for is not given.
 */
export function articles16And17Interest(
  principalFen: number,
  terms: InterestTerms,
  cause: Question["cause"],
): number {
  const days = daysBetween(terms.from, terms.to);
  if (days < 0) throw new RangeError(`interest cannot run from ${terms.from} to ${terms.to}`);
  if (terms.ratePpm !== undefined) return simpleInterest(principalFen, terms.ratePpm, days);
  const supervisedFen = Math.min(terms.supervised?.fen ?? 0, principalFen);
  const supervised = simpleInterest(supervisedFen, terms.supervised?.ratePpm ?? 0, days);
  const otherFen = principalFen - supervisedFen;
  if (otherFen === 0) return supervised;
  return supervised + simpleInterest(otherFen, rateByCause(terms, cause), days);
}

/** Principal × rate × days ÷ 365, in leap years too, rounded once. */
const simpleInterest = (principalFen: number, ratePpm: number, days: number): number =>
  roundHalfUp(
    times(
      times(fraction(principalFen), fraction(ratePpm, MILLION)),
      fraction(days, DAYS_OF_A_YEAR),
    ),
  );

function rateByCause(terms: InterestTerms, cause: Question["cause"]): number {
  const rate = cause === "institution" ? terms.lprPpm : terms.depositPpm;
  if (rate === undefined) throw new RangeError(`no rate is known for the cause ${cause}`);
  return rate;
}
