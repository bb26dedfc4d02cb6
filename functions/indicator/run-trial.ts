import * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import {
  findingChange,
  indicatorTrialKind,
  indicatorVersionKind,
} from "../../adapters/repositories/indicator-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { breakOffTrial } from "../../domain/risk/versions/break-off.ts";
import {
  advanceTrial,
  completeTrial,
  type IndicatorTrial,
} from "../../domain/risk/versions/trial.ts";
import type { IndicatorVersion } from "../../domain/risk/versions/version.ts";
import { invariant, InvariantBroken } from "../../domain/shared/invariant.ts";
import type { Kit } from "../kit/deps.ts";
import { inParallel } from "../kit/in-parallel.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import type { MessageTask } from "../kit/queue.ts";
import type { TrialPage } from "./queue-trial.ts";
import { brokenOffChanges } from "./settle-trial-time.ts";
import { institutionTrier } from "./try-institution.ts";

/** Institutions of one message: what one function reads in some seconds, and one transaction holds. */
const INSTITUTIONS_A_PAGE = 25;
const AT_ONCE = 5;

/**
 * Judges one group of a trial's institutions and says where the next one begins, all in one transaction: a message
 * that comes again, or breaks off half-way, counts nobody twice. A trial whose version was withdrawn goes no further.
 */
export const runTrial = (kit: Kit): MessageTask<z.output<typeof TrialPage>> => {
  const { table, units, log } = kit;
  const trials = aggregates(table, indicatorTrialKind);
  const versions = aggregates(table, indicatorVersionKind);
  const institutions = aggregates(table, institutionKind);
  const tryInstitution = institutionTrier(kit);

  async function judge(trial: IndicatorTrial, version: IndicatorVersion, correlationId: string) {
    const { pks, next } = await pageByCounty(
      { table, units },
      {
        unitIds: [trial.unitId],
        partitionOf: keys.institutionsOfUnit,
        limit: INSTITUTIONS_A_PAGE,
        place: trial.place,
      },
    );
    const found = await institutions.findMany(pks.map(keys.idOf));
    const tried = await inParallel(found, AT_ONCE, async ({ state }) => {
      try {
        return await tryInstitution(state, version, trial);
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        log.defect(error, correlationId);
        return "unreadable";
      }
    });
    const known = tried.filter((one) => one !== undefined && one !== "unreadable");
    const findings = known.filter(({ warned }) => warned.length > 0);
    const unreadableCount = tried.filter((one) => one === "unreadable").length;
    return { institutionCount: known.length, unreadableCount, findings, next };
  }

  return async ({ trialId, page }, context) => {
    const found = await trials.find(trialId);
    invariant(found, `${trialId} was begun before it was queued`);
    if (found.state.status !== "running" || found.state.page !== page) return "judged before";
    const version = await versions.find(found.state.versionId);
    invariant(version, `${trialId} is a trial of a version`);
    if (version.state.status === "withdrawn") {
      const broken = breakOffTrial(found.state, version.state, "withdrawn", context.now);
      await commitCommand(
        table,
        context,
        brokenOffChanges(table, found, version, broken, context),
        {},
      );
      return "broken off";
    }
    const judged = await judge(found.state, version.state, context.correlationId);
    const { next } = judged;
    const kept = judged.findings.map((finding) => findingChange(trialId, finding));
    if (next !== undefined) {
      const { trial, trialEvent } = advanceTrial(found.state, { ...judged, next }, context.now);
      const changes = trials.change(found, trial, trialEvent, context);
      await commitCommand(table, context, [...changes, ...kept], {});
      return `page ${page}`;
    }
    const { trial, trialEvent, ...tried } = completeTrial(
      found.state,
      version.state,
      judged,
      context.now,
    );
    await commitCommand(
      table,
      context,
      [
        ...trials.change(found, trial, trialEvent, context),
        ...versions.change(version, tried.version, tried.event, context),
        ...kept,
      ],
      {},
    );
    return "done";
  };
};

/** What an institution's items say, and not that they could not be had: trying again would not help. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof z.ZodError || error instanceof InvariantBroken;
