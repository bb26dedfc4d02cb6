const DURATION =
  /^P(?=.)(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?(?:T(?=.)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)S)?)?$/;
const SECONDS_OF = { weeks: 604_800, days: 86_400, hours: 3_600, minutes: 60, seconds: 1 };

/**
 * The length of an ISO 8601 duration of weeks, days, hours, minutes and seconds (`P1D`, `PT2H30M`).
 * Months and years have no fixed length and are refused.
 * @throws RangeError
 */
export function durationMs(text: string): number {
  const groups = DURATION.exec(text)?.groups;
  if (!groups) throw new RangeError(`"${text}" is not a duration such as P1D or PT2H30M`);
  const seconds = Object.entries(SECONDS_OF).map(
    ([unit, unitSeconds]) => Number(groups[unit] ?? 0) * unitSeconds,
  );
  return seconds.reduce((sum, part) => sum + part, 0) * 1000;
}
