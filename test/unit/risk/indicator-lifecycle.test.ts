import { describe, expect, it } from "vitest";
import { breakOffAtTime } from "../../../domain/risk/versions/break-off.ts";
import { STANDS_STILL_MS, shadowDay, startBacktest } from "../../../domain/risk/versions/trial.ts";
import {
  type IndicatorVersion,
  proposeVersion,
  startShadow,
  VersionStatus,
} from "../../../domain/risk/versions/version.ts";
import {
  decideEnd,
  proposeEnd,
  valuesBefore,
  withdrawVersion,
} from "../../../domain/risk/versions/withdraw.ts";
import type { AdoptedPack } from "../../../domain/reference/rule-book.ts";
import { IndicatorTrialId, MemberId, ProposalId } from "../../../domain/shared/ids.ts";
import { localDate } from "../../../domain/shared/time.ts";
import {
  AT,
  aVersion,
  codeOf,
  COUNTY,
  EFFECTIVE,
  limit,
  ulid,
  valueOf,
} from "../../support/indicator-versions.ts";

const trialId = IndicatorTrialId.parse(`itr_${ulid("A")}`);
const proposalId = ProposalId.parse(`pro_${ulid("P")}`);
const officerId = MemberId.parse(`mem_${ulid("M")}`);
const span = { from: localDate("2026-02-01"), to: localDate("2026-02-10") };
const at = (status: VersionStatus): IndicatorVersion => ({
  ...aVersion(),
  ...{ status, triedDays: 10 },
});

/** What an officer may ask of a version, and in which of its states. */
const ACTIONS: Readonly<
  Record<
    string,
    readonly [able: readonly VersionStatus[], act: (of: IndicatorVersion) => string | undefined]
  >
> = {
  shadow: [["draft"], (of) => codeOf(startShadow(of))],
  backtest: [["draft", "shadow", "proposed"], (of) => codeOf(startBacktest(of, trialId, span, AT))],
  propose: [["draft", "shadow"], (of) => codeOf(proposeVersion(of, proposalId, 7))],
  withdraw: [["draft", "shadow", "proposed"], (of) => codeOf(withdrawVersion(of, officerId))],
  end: [["live"], (of) => codeOf(proposeEnd(of, proposalId, EFFECTIVE))],
};

describe.each(Object.entries(ACTIONS))("to %s a version", (_name, [able, act]) => {
  it.each(VersionStatus.options)("that is %s", (status) => {
    const code = act(at(status));
    if (able.includes(status)) expect(code).toBeUndefined();
    else expect(code).toMatch(/^indicator\.version-/);
  });
});

describe("a trial that stands still", () => {
  it("in shadow frees no backtest that runs beside it", () => {
    const { version } = valueOf(startBacktest(at("shadow"), trialId, span, AT));
    const shadow = shadowDay(version, IndicatorTrialId.parse(`itr_${ulid("B")}`), AT);
    if (shadow === undefined) throw new Error("a day was to be tried");
    const broken = breakOffAtTime(shadow.trial, shadow.version, AT + STANDS_STILL_MS);
    expect(broken?.trial).toMatchObject({ status: "broken-off", reason: "stood-still" });
    expect(broken?.freed).toBeUndefined();
    expect(broken?.trial.dueAt).toBeUndefined();
  });
});

describe("a version that ends", () => {
  const pack = (number: number, day: string, yellow?: number): AdoptedPack => ({
    ...{ version: `411102.${number}`, number, unitId: COUNTY, effectiveFrom: localDate(day) },
    parameters: [
      limit("charge.most-lessons", 40),
      ...(yellow === undefined ? [] : [limit("risk.custody-cover-yellow", yellow)]),
    ],
  });
  const live: IndicatorVersion = { ...at("live"), packVersion: "411102.2" };
  const before = (...packs: readonly AdoptedPack[]) =>
    valuesBefore(live, packs, localDate("2026-04-20"));

  it("gives way to what the pack before its own said of the indicator alone", () => {
    const values = valueOf(before(pack(1, "2026-03-01", 105), pack(2, EFFECTIVE, 110)));
    expect(values.map(({ id, value }) => [id, value])).toEqual([
      ["risk.custody-cover-yellow", 105],
    ]);
    expect(valueOf(before(pack(1, "2026-03-01"), pack(2, EFFECTIVE, 110)))).toEqual([]);
    expect(valueOf(before(pack(2, EFFECTIVE, 110)))).toEqual([]);
  });

  it("does so behind packs that left its values as they were, and not behind one that did not", () => {
    const packs = [pack(1, "2026-03-01", 105), pack(2, EFFECTIVE, 110)];
    expect(valueOf(before(...packs, pack(3, "2026-04-10", 110)))).toHaveLength(1);
    for (const other of [pack(3, "2026-04-10", 120), pack(3, "2026-04-10")])
      expect(codeOf(before(...packs, other))).toBe("indicator.version-replaced");
  });

  it("keeps the day from which it ends only where another officer agrees", () => {
    const ending = valueOf(proposeEnd(live, proposalId, EFFECTIVE)).version;
    expect(decideEnd(ending, proposalId, true).version).toMatchObject({
      ...{ status: "ended", endsFrom: EFFECTIVE },
    });
    expect(decideEnd(ending, proposalId, false).version.endsFrom).toBeUndefined();
  });
});
