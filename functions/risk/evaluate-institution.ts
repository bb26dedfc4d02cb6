import { aggregates } from "../../adapters/aggregates.ts";
import { openIndicatorsOf } from "../../adapters/repositories/alert-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { StaleVersion } from "../../adapters/unit-of-work.ts";
import type { Evaluation, Indicator } from "../../domain/risk/indicator.ts";
import { judge } from "../../domain/risk/judge.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { alertFollower } from "../alert/follow-alert.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { caseReader } from "./read-case.ts";

type Evaluator = (
  institutionId: string,
  indicators: readonly Indicator[],
  context: RequestContext,
) => Promise<string>;

/**
 * Judges an institution as it stands today and brings its alerts into line. It reads what is known now, whoever
 * asks for it and however often: a repeat or a late request finds nothing to do. An alert moves only if the facts are
 * still those that were judged; otherwise they are read again. Where one indicator fails the others are done all the
 * same, and the failure is told at the end.
 * @returns what changed, for the log
 */
export function institutionEvaluator(kit: Kit): Evaluator {
  const institutions = aggregates(kit.table, institutionKind);
  const readCase = caseReader(kit);
  const follow = alertFollower(kit);

  /** Of several, those that warn or of which an alert is open: one query finds these, and mostly there are none. */
  async function concerned(institutionId: string, verdicts: readonly Evaluation[]) {
    if (verdicts.length === 1) return verdicts;
    const open = await openIndicatorsOf(kit.table, institutionId);
    return verdicts.filter(({ level, indicatorId }) => level !== "none" || open.has(indicatorId));
  }

  return async (institutionId, indicators, context) => {
    const institution = await institutions.find(institutionId);
    invariant(institution, `${institutionId} has facts and is an institution`);
    const today = shanghaiDate(context.now);
    const { known, unchanged } = await readCase(institution.state, indicators, today);
    const verdicts = indicators.map((indicator) => judge(indicator, known));
    const settled = await Promise.allSettled(
      (await concerned(institutionId, verdicts)).map(async (verdict) => {
        const changed = await follow(institution.state, verdict, unchanged, context);
        return changed === undefined ? [] : [`${verdict.indicatorId}:${changed}`];
      }),
    );
    throwFirst(settled);
    const changes = settled.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
    return changes.length === 0 ? "unchanged" : changes.join();
  };
}

/** Whoever was overtaken reads everything again, and what is done already stays; any other failure is told as it is. */
function throwFirst(settled: readonly PromiseSettledResult<unknown>[]): void {
  const failed = settled.flatMap((one): readonly unknown[] =>
    one.status === "rejected" ? [one.reason] : [],
  );
  if (failed.length > 0) throw failed.find((error) => error instanceof StaleVersion) ?? failed[0];
}
