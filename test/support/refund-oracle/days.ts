const DAY_MS = 86_400_000;
const SHANGHAI_MS = 28_800_000;

/**
 * The number of the day in Shanghai on which an instant, or a plain date, falls.
 * @throws RangeError when the text is neither.
 */
export function dayOf(text: string): number {
  return Math.floor((instantOf(text) + SHANGHAI_MS) / DAY_MS);
}

/**
 * The milliseconds of an instant. A plain date is its midnight in Greenwich, eight in the morning of the same day
 * in Shanghai, so that it falls on its own day.
 * @throws RangeError when the text is neither.
 */
export function instantOf(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new RangeError(`"${text}" is neither a date nor an instant`);
  return at;
}

/** Whole days from one day to the other: the first is counted, the last is not. */
export const daysBetween = (from: string, to: string): number => dayOf(to) - dayOf(from);
