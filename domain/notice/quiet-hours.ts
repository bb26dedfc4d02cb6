import * as z from "zod";
import { DAY_MS, type EpochMs, shanghaiDate, startOfDay } from "../shared/time.ts";

/** A time of day in Shanghai, as `21:00`. */
export const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: "A time of day in Shanghai, HH:MM", examples: ["21:00"] });

/** Nobody is woken between `from` (counted in) and `to` (counted out); equal times mean never quiet. */
export const QuietHours = z.strictObject({ from: TimeOfDay, to: TimeOfDay });
export type QuietHours = z.infer<typeof QuietHours>;

/** [D] Where a person has said nothing else. */
export const DEFAULT_QUIET_HOURS: QuietHours = { from: "21:00", to: "08:00" };

const MINUTE_MS = 60_000;

const timeMs = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
};

/** When the quiet hours end in which an instant lies; `undefined` outside of them. */
export function quietUntil(quiet: QuietHours, at: EpochMs): EpochMs | undefined {
  const midnight = startOfDay(shanghaiDate(at));
  const [now, from, to] = [at - midnight, timeMs(quiet.from), timeMs(quiet.to)];
  if (from <= to) return now >= from && now < to ? midnight + to : undefined;
  if (now >= from) return midnight + DAY_MS + to;
  return now < to ? midnight + to : undefined;
}
