import { describe, expect, it } from "vitest";
import {
  decideIndicatorParameters,
  proposeIndicatorParameters,
} from "../../../domain/proposal/propose-indicator.ts";
import { NATION_ID } from "../../../domain/reference/division.ts";
import type { AdoptedPack } from "../../../domain/reference/rule-book.ts";
import type { RuleParameter } from "../../../domain/reference/rule-packs.ts";
import { parametersOf } from "../../../domain/reference/risk-parameters.ts";
import { allIndicators } from "../../../domain/risk/indicators/all.ts";
import { startShadow } from "../../../domain/risk/versions/version.ts";
import { MemberId, ProposalId, UnitId } from "../../../domain/shared/ids.ts";
import { localDate } from "../../../domain/shared/time.ts";
import {
  AT,
  aVersion,
  codeOf,
  COUNTY,
  drafted,
  draftedBy,
  EFFECTIVE,
  limit,
  rules,
  ulid,
  valueOf,
} from "../../support/indicator-versions.ts";

describe("the own parameters of an indicator", () => {
  it.each(allIndicators)(
    "$id bear its name, and are all that no other is limited by",
    (indicator) => {
      const others = allIndicators.filter(({ id }) => id !== indicator.id);
      const shared = new Set(others.flatMap(({ parameters }) => parameters));
      const own = indicator.parameters.filter((parameter) => !shared.has(parameter));
      expect(own).not.toEqual([]);
      expect([...parametersOf(indicator.id)].sort()).toEqual([...own].sort());
    },
  );
});

describe("a draft", () => {
  it("of the nation leaves no size of institution without a value", () => {
    const ofNation = (parameters: RuleParameter[]) =>
      codeOf(drafted("overdue-refunds", parameters, UnitId.parse(NATION_ID)));
    const scope = { scope: "nation" };
    const yellow = limit("risk.overdue-refunds-yellow", 1, scope);
    const red = (size?: string) =>
      limit("risk.overdue-refunds-red", 3, { ...scope, ...(size === undefined ? {} : { size }) });
    expect(ofNation([yellow])).toBe("indicator.value-missing");
    expect(ofNation([yellow, red("small"), red("large")])).toBe("indicator.value-missing");
    expect(ofNation([yellow, red("small"), red("medium"), red("large")])).toBeUndefined();
    expect(ofNation([yellow, red()])).toBeUndefined();
  });

  it("of a county may leave everything to the levels above", () => {
    expect(codeOf(drafted("overdue-refunds", []))).toBeUndefined();
  });

  it("begins to run in shadow once", () => {
    const { version } = valueOf(startShadow(aVersion()));
    expect(codeOf(startShadow(version))).toBe("indicator.version-not-draft");
  });
});

describe("a version before two officers", () => {
  const proposer = MemberId.parse(`mem_${ulid("P")}`);
  const other = MemberId.parse(`mem_${ulid("Q")}`);
  const author = { proposalId: ProposalId.parse(`pro_${ulid("A")}`), authorId: proposer };
  const proposed = valueOf(
    proposeIndicatorParameters(
      { ...aVersion(), triedDays: 7 },
      author,
      { ...rules, leastDays: 7 },
      AT,
    ),
  );
  const decide = (officerId: MemberId, around = rules, at = AT) =>
    decideIndicatorParameters(
      proposed.proposal,
      proposed.version,
      undefined,
      around,
      { approve: true, officerId, reason: "同意" },
      at,
    );

  it("is decided by neither who drafted nor who proposed it", () => {
    expect(codeOf(decide(draftedBy))).toBe("proposal.author-decides");
    expect(codeOf(decide(proposer))).toBe("proposal.author-decides");
    expect(valueOf(decide(other)).decided.version.status).toBe("live");
  });

  it("keeps the unit's other values, and takes the place of its own", () => {
    const own: AdoptedPack = {
      ...{ version: "411102.1", number: 1, unitId: COUNTY, effectiveFrom: localDate("2026-02-01") },
      parameters: [limit("charge.most-lessons", 40), limit("risk.custody-cover-yellow", 130)],
    };
    const { adoption } = valueOf(decide(other, { ...rules, own: [own] }));
    expect(adoption?.pack.parameters.map(({ id, value }) => [id, value])).toEqual([
      ["charge.most-lessons", 40],
      ["risk.custody-cover-yellow", 110],
    ]);
    expect(adoption?.pack.effectiveFrom).toBe(EFFECTIVE);
  });

  it("is refused on the day on which it was to take effect", () => {
    const late = Date.parse(`${EFFECTIVE}T08:00:00+08:00`);
    expect(codeOf(decide(other, rules, late))).toBe("rule.effective-too-early");
  });
});
