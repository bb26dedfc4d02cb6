import type { FactHistory } from "../../../domain/risk/history.ts";
import { type Dice, diceOf } from "./dice.ts";
import { Families } from "./families.ts";
import { type Institution, institutionOf, type Way, WAYS } from "./institution.ts";
import { Money } from "./money.ts";
import { Place } from "./place.ts";
import { pressureOn } from "./pressure.ts";
import { DAY_COUNT } from "./season.ts";
import { sheetFrom } from "./sheet.ts";

/** Which world: its seed, how many institutions it has, and how many run away in each way. */
export interface WorldPlan {
  readonly seed: number;
  readonly institutions: number;
  readonly runAwaysPerWay: number;
}

/** The world that `README.md` describes. */
export const WORLD: WorldPlan = { seed: 20_260_302, institutions: 2000, runAwaysPerWay: 8 };

export interface PlayedInstitution {
  readonly institution: Institution;
  readonly history: FactHistory;
}

/** The institutions of a world and their year, one after the other; those who run away are the first. */
export function* playWorld({
  seed,
  institutions,
  runAwaysPerWay,
}: WorldPlan): Generator<PlayedInstitution> {
  for (let number = 0; number < institutions; number += 1) {
    const dice = diceOf(seed + number * 7919);
    const way: Way | undefined = WAYS[Math.floor(number / runAwaysPerWay)];
    const institution = institutionOf(dice, number, way);
    yield { institution, history: playYear(institution, dice) };
  }
}

function playYear(institution: Institution, dice: Dice): FactHistory {
  const { beganOn, runAway } = institution;
  const sheet = sheetFrom(beganOn);
  const money = new Money(institution, dice);
  const families = new Families(institution, money.purse, dice);
  const place = new Place(institution, dice);
  for (let day = beganOn; day < DAY_COUNT; day += 1) {
    const pressure = pressureOn(runAway, day, dice);
    sheet.put(day, {
      ...money.sell(day, pressure),
      ...money.teach(day, pressure),
      ...families.live(day, pressure),
      ...money.settle(day, pressure),
      ...place.live(day, pressure),
    });
  }
  return sheet.history();
}
