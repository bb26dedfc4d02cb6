import type { EnrolmentId } from "../shared/ids.ts";
import type { RuleText } from "./ground.ts";
import { invariant } from "../shared/invariant.ts";
import { addFen, fen, sumFen, type Fen } from "../shared/money.ts";

/** What a family has paid for lessons that will not be held. */
export interface FamilyClaim {
  readonly enrolmentId: EnrolmentId;
  /** The lessons' amounts; not taken to any undiscounted price, and without interest, which is no custody money. */
  readonly claimFen: Fen;
}

/** What the family gets, and what it does not. */
export interface FamilyShare extends FamilyClaim {
  /** Out of custody. */
  readonly shareFen: Fen;
  /** Not covered: it remains the institution's debt, before wages and all other debts. */
  readonly shortFen: Fen;
}

/**
 * Shares what custody holds among the families of an institution that has collapsed, in proportion to their claims;
 * in full where it suffices, and then no more. Each share is first cut to whole fen; the fen left over go one each
 * to the largest parts cut off, of equal ones to the smaller enrolment id. The same claims in any order give the same
 * shares, which sum to the smaller of claims and custody.
 * @source Private Education Promotion Law 民办教育促进法 art. 59 (2018-12-29): students' fees before wages and all
 * other debts; 托管资金由主管部门核定后退还 (Chengdu, 2022-02)
 */
export function shareCustody(
  claims: readonly FamilyClaim[],
  custodyFen: Fen,
): readonly FamilyShare[] {
  assertOnce(claims);
  const claimedFen = sumFen(claims.map(({ claimFen }) => claimFen));
  if (claimedFen <= custodyFen) return claims.map((claim) => shareOf(claim, claim.claimFen));
  const cut = claims.map((claim) => ({ claim, ...cutToWhole(claim, custodyFen, claimedFen) }));
  const leftFen = custodyFen - sumFen(cut.map(({ wholeFen }) => wholeFen));
  const luckyIds = new Set(
    cut
      .toSorted(largestPartFirst)
      .slice(0, leftFen)
      .map(({ claim }) => claim.enrolmentId),
  );
  return cut.map(({ claim, wholeFen }) => {
    const shareFen = luckyIds.has(claim.enrolmentId) ? addFen(wholeFen, fen(1)) : wholeFen;
    return shareOf(claim, shareFen);
  });
}

const shareOf = ({ enrolmentId, claimFen }: FamilyClaim, shareFen: Fen): FamilyShare => ({
  ...{ enrolmentId, claimFen, shareFen },
  shortFen: fen(claimFen - shareFen),
});

function assertOnce(claims: readonly FamilyClaim[]): void {
  const ids = new Set(claims.map(({ enrolmentId }) => enrolmentId));
  invariant(ids.size === claims.length, "each enrolment claims once");
}

interface Cut {
  readonly claim: FamilyClaim;
  readonly wholeFen: Fen;
  /** What was cut off, in parts of the claims' sum. */
  readonly restParts: bigint;
}

function cutToWhole({ claimFen }: FamilyClaim, custodyFen: Fen, claimedFen: Fen) {
  const parts = BigInt(custodyFen) * BigInt(claimFen);
  const all = BigInt(claimedFen);
  return { wholeFen: fen(Number(parts / all)), restParts: parts % all };
}

function largestPartFirst(a: Cut, b: Cut): number {
  if (a.restParts !== b.restParts) return a.restParts > b.restParts ? -1 : 1;
  return a.claim.enrolmentId < b.claim.enrolmentId ? -1 : 1;
}

/** The rule in words, as officers and families are shown it. */
export const sharingRule: RuleText = {
  zh: "学生费用优先于职工工资和其他债务。托管资金足以支付的，各户全额退还；不足的，按未上课时金额的比例分配，先取整到分，余下的分按舍去部分从大到小各加一分，相同的按订单号先后。",
  en: "Pupils' fees come before wages and all other debts. Where custody suffices each family gets all of it back; where it does not, its part in proportion to the lessons that it has not had, cut to whole fen. The fen left over go one each to the largest parts cut off, of equal ones to the smaller order id.",
  article: "民办教育促进法 第五十九条 (2018-12-29)",
};
