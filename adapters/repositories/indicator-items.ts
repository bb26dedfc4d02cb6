import { TrialFinding } from "../../domain/risk/versions/compare.ts";
import { IndicatorTrial } from "../../domain/risk/versions/trial.ts";
import { IndicatorVersion } from "../../domain/risk/versions/version.ts";
import { type AggregateKind, storable } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** New limits of an indicator, listed by their unit, and with all others while they run in shadow. */
export const indicatorVersionKind: AggregateKind<IndicatorVersion> = {
  type: "indicator-version",
  key: keys.indicatorVersion,
  schema: IndicatorVersion,
  idOf: (state) => state.versionId,
  indexes: (state) => ({
    gsi2pk: keys.indicatorVersionsOfUnit(state.unitId),
    gsi2sk: state.versionId,
    ...(state.status === "shadow" ? { gsi1pk: keys.shadowVersions, gsi1sk: state.versionId } : {}),
  }),
  scope: (state) => ({ unitId: state.unitId }),
};

/** A trial of a version, listed by it, and due when it stands still; behind its head lies what was found of each institution. */
export const indicatorTrialKind: AggregateKind<IndicatorTrial> = {
  type: "indicator-trial",
  key: keys.indicatorTrial,
  schema: IndicatorTrial,
  idOf: (state) => state.trialId,
  indexes: ({ versionId, trialId, dueAt }) => ({
    gsi1pk: keys.indicatorTrialsOfVersion(versionId),
    gsi1sk: trialId,
    ...dueAttributes(
      keys.indicatorTrial(trialId),
      dueAt === undefined ? undefined : { at: dueAt, provisional: false },
    ),
  }),
  scope: (state) => ({ unitId: state.unitId }),
};

/** Keeps what a trial found of an institution; with the head of the trial, so that it counts once. */
export const findingChange = (trialId: string, finding: TrialFinding): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.trialFinding(trialId, finding.institutionId),
      type: "trial-finding",
      finding: storable(finding),
    },
  },
});

type After = Readonly<Record<string, string>>;

/** A page of what a trial found, in the order of the institutions' ids. */
export async function findingsOf(
  table: Table,
  trialId: string,
  { limit, after }: { readonly limit: number; readonly after: After | undefined },
): Promise<{ readonly findings: readonly TrialFinding[]; readonly next: After | undefined }> {
  const { pk, beginsWith } = keys.trialFindings(trialId);
  const page = await table.query({
    ...{ pk, sk: { beginsWith }, limit, consistent: true },
    ...(after === undefined ? {} : { after }),
  });
  return {
    findings: page.items.map((item) => TrialFinding.parse(item["finding"])),
    next: page.next,
  };
}
