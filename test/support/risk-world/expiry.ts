import type { Dice } from "./dice.ts";

/** A paper with a last day, which its holder renews: mostly in time, at times late. */
export interface Paper {
  /** The last day as of a day of the year, both counted from the year's first; may lie before it. */
  endsOn(day: number, isLeftToEnd?: boolean): number;
}

/** How many days before the end it is renewed. */
function lead(dice: Dice): number {
  const habit = dice.next();
  if (habit < 0.75) return dice.whole(61, 150);
  return habit < 0.95 ? dice.whole(15, 60) : dice.whole(-10, 14);
}

/** @param termDays for how long it is given each time */
export function paperOf(dice: Dice, termDays: number): Paper {
  let end = dice.whole(1, termDays);
  let renewedBefore = lead(dice);
  return {
    endsOn(day, isLeftToEnd = false) {
      while (!isLeftToEnd && end - day <= renewedBefore) {
        end += termDays;
        renewedBefore = Math.min(lead(dice), termDays - 1);
      }
      return end;
    },
  };
}
