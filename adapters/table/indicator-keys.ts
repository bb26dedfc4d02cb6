import { PREFIX } from "./key-names.ts";
import type { Key } from "./table.ts";

/** Keys of new limits of indicators, and of what trying them found; part of `keys`. */
export const indicatorKeys = {
  indicatorVersion: (versionId: string): Key => ({
    pk: `${PREFIX.indicatorVersion}#${versionId}`,
    sk: "HEAD",
  }),
  indicatorVersionsOfUnit: (unitId: string): string =>
    `${PREFIX.indicatorVersionsByUnit}#${unitId}`,
  /** All versions of the nation that run in shadow: some thousands at most. */
  shadowVersions: `${PREFIX.shadowVersions}#ALL`,
  indicatorTrial: (trialId: string): Key => ({
    pk: `${PREFIX.indicatorTrial}#${trialId}`,
    sk: "HEAD",
  }),
  indicatorTrialsOfVersion: (versionId: string): string =>
    `${PREFIX.indicatorTrialsByVersion}#${versionId}`,
  /** What a trial found of one institution. */
  trialFinding: (trialId: string, institutionId: string): Key => ({
    pk: `${PREFIX.indicatorTrial}#${trialId}`,
    sk: `FOUND#${institutionId}`,
  }),
  trialFindings: (trialId: string) => ({
    pk: `${PREFIX.indicatorTrial}#${trialId}`,
    beginsWith: "FOUND#",
  }),
} as const;
