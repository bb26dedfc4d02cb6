import { calendarYear2026 } from "../../domain/reference/calendar-data.ts";
import { calendarOf } from "../../domain/reference/calendar-year.ts";
import { nationalRulePack } from "../../domain/reference/national-rule-pack.ts";
import { InstitutionSize } from "../../domain/reference/vocabulary.ts";
import { limitsAt } from "../../domain/risk/evaluate.ts";
import { historyOf } from "../../domain/risk/history.ts";
import { type FactWindow, windowAt } from "../../domain/risk/window.ts";
import { recordOf } from "../../domain/shared/record.ts";
import { addDays, localDate } from "../../domain/shared/time.ts";
import { wildFacts } from "./risk-facts.ts";
import { diceOf } from "./risk-world/dice.ts";

const FROM = localDate("2026-03-02");
const DAY_COUNT = 125;
const RANGE = { from: FROM, to: addDays(FROM, DAY_COUNT - 1) };
const calendar = calendarOf([calendarYear2026()]);

/** The nation's limits for each size of institution. */
export const limitsOfSize = recordOf(InstitutionSize.options, (size) =>
  limitsAt([nationalRulePack], { date: FROM, unitPath: "/unt_100000/", size }),
);

interface WildDay {
  readonly seed: number;
  readonly index: number;
  readonly size: InstitutionSize;
  readonly window: FactWindow;
}

/** 125 days of wild facts for each of so many seeds. */
export function* wildDays(firstSeed: number, histories: number): Generator<WildDay> {
  for (let seed = firstSeed; seed < firstSeed + histories; seed += 1) {
    const dice = diceOf(seed);
    const size = dice.pick(InstitutionSize.options) ?? "small";
    const history = historyOf(wildFacts(dice, FROM, DAY_COUNT), calendar, RANGE);
    for (let index = 0; index < DAY_COUNT; index += 1)
      yield { seed, index, size, window: windowAt(history, index) };
  }
}
