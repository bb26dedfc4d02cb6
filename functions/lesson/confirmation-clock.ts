import type { Kit } from "../kit/deps.ts";
import { periodClock } from "../kit/period-clock.ts";

/** Starts the family's time to answer, by the rule in force at the place of the course. */
export const confirmationClock = (kit: Kit) =>
  periodClock(kit, "confirmation.silence-working-days", "deem-lesson");
