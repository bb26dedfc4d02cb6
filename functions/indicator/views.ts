import type * as z from "zod";
import type { IndicatorTrial } from "../../domain/risk/versions/trial.ts";
import type { IndicatorVersion } from "../../domain/risk/versions/version.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { TrialView, VersionView } from "./schemas.ts";

export function versionView(version: IndicatorVersion): z.input<typeof VersionView> {
  const {
    draftedAt,
    shadowDays: _counted,
    shadowedTo: _day,
    packVersion: _its,
    ...shown
  } = version;
  return { ...shown, draftedAt: toRfc3339(draftedAt) };
}

export function trialView(trial: IndicatorTrial): z.input<typeof TrialView> {
  const { startedAt, completedAt, brokenOffAt, ...rest } = trial;
  const { page: _done, place: _next, dueAt: _given, ...shown } = rest;
  return {
    ...shown,
    startedAt: toRfc3339(startedAt),
    ...(completedAt === undefined ? {} : { completedAt: toRfc3339(completedAt) }),
    ...(brokenOffAt === undefined ? {} : { brokenOffAt: toRfc3339(brokenOffAt) }),
  };
}
