import { describe, expect, it } from "vitest";
import { InstitutionSize } from "../../domain/reference/vocabulary.ts";
import { evaluatorOf } from "../../domain/risk/evaluate.ts";
import { allIndicators } from "../../domain/risk/indicators/all.ts";
import { recordOf } from "../../domain/shared/record.ts";
import { IndicatorId } from "../../domain/shared/risk-codes.ts";
import { peerEngine } from "../support/risk-json-rules.ts";
import { limitsOfSize, wildDays } from "../support/risk-days.ts";

/** Histories 10000 to 10799 of 125 days each: none that the other properties look at. */
const FIRST_SEED = 10_000;
const HISTORIES = 800;

describe("the indicators beside json-rules-engine", () => {
  it("warn of the same on 100,000 days of wild facts, and of each level often", async () => {
    const ours = recordOf(InstitutionSize.options, (size) =>
      evaluatorOf(allIndicators, limitsOfSize[size]),
    );
    const peers = recordOf(InstitutionSize.options, (size) => peerEngine(limitsOfSize[size]));
    const hits = recordOf(IndicatorId.options, () => ({ none: 0, yellow: 0, red: 0 }));
    const others: string[] = [];
    for (const { seed, index, size, window } of wildDays(FIRST_SEED, HISTORIES)) {
      const theirs = await peers[size].judge(window);
      for (const { indicatorId, level } of ours[size](window)) {
        hits[indicatorId][level] += 1;
        if (theirs[indicatorId] !== level)
          others.push(`${seed}/${index} ${indicatorId}: ${level}, ${theirs[indicatorId]}`);
      }
    }
    expect(others.slice(0, 10)).toEqual([]);
    const seen = Object.values(hits);
    expect(seen.map(({ none, yellow, red }) => none + yellow + red)).toEqual(
      IndicatorId.options.map(() => 100_000),
    );
    expect(Math.min(...seen.flatMap((of) => Object.values(of)))).toBeGreaterThan(100);
  }, 300_000);
});
