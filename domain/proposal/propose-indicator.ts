import type { DomainEvent } from "../../events/define.ts";
import { IndicatorParametersProposed } from "../../events/indicator.ts";
import { adoptPack, packInForce, type RuleBook } from "../reference/rule-book.ts";
import type { IndicatorRefusal } from "../risk/versions/refusals.ts";
import {
  checkVersion,
  decideVersion,
  type DraftRefusal,
  type IndicatorVersion,
  proposeVersion,
  type RulesAround,
  type VersionChange,
  withVersion,
} from "../risk/versions/version.ts";
import type { MemberId, ProposalId } from "../shared/ids.ts";
import { ok, refuse, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import { decide, type DecideProposal } from "./decide.ts";
import type { IndicatorProposal } from "./proposal.ts";
import type { ProposalRefusal } from "./refusals.ts";

/** Proposes that a version goes live; what was tight enough when it was drafted has to be so still. */
export function proposeIndicatorParameters(
  before: IndicatorVersion,
  author: { readonly proposalId: ProposalId; readonly authorId: MemberId },
  rules: RulesAround & { readonly leastDays: number },
  at: EpochMs,
): Result<
  VersionChange & { readonly proposal: IndicatorProposal; readonly proposalEvent: DomainEvent },
  DraftRefusal | IndicatorRefusal
> {
  const proposed = proposeVersion(before, author.proposalId, rules.leastDays);
  if (!proposed.ok) return proposed;
  const fits = checkVersion(before, rules, at);
  if (!fits.ok) return fits;
  const { versionId, unitId, indicatorId, effectiveFrom, parameters, lastTrialId } = before;
  const about = { ...author, unitId, versionId, indicatorId, effectiveFrom };
  return ok({
    ...proposed.value,
    proposal: {
      ...about,
      kind: "indicator-parameters",
      status: "ready",
      proposedAt: at,
      draftedBy: before.authorId,
      parameters,
      ...(lastTrialId === undefined ? {} : { trialId: lastTrialId }),
    },
    proposalEvent: IndicatorParametersProposed.make(about),
  });
}

/** Whoever drafted or proposed a version does not decide it. An approval adopts the unit's pack with its values. */
export function decideIndicatorParameters(
  proposal: IndicatorProposal,
  before: IndicatorVersion,
  book: RuleBook | undefined,
  rules: RulesAround,
  command: DecideProposal,
  at: EpochMs,
): Result<
  {
    readonly proposal: IndicatorProposal;
    readonly proposalEvent: DomainEvent;
    readonly decided: VersionChange;
    readonly adoption?: ReturnType<typeof adoptPack>;
  },
  ProposalRefusal | DraftRefusal
> {
  const result = decide(proposal, command, at);
  if (!result.ok) return result;
  if (command.officerId === proposal.draftedBy) return refuse("proposal.author-decides");
  const { proposalId } = proposal;
  if (!command.approve) return ok({ ...result.value, decided: decideVersion(before, proposalId) });
  const fits = checkVersion(before, rules, at);
  if (!fits.ok) return fits;
  const { unitId, effectiveFrom } = before;
  const own = packInForce(rules.own, effectiveFrom)?.parameters ?? [];
  const parameters = [...withVersion(own, before)];
  const adoption = adoptPack(book, { unitId, effectiveFrom, parameters });
  const decided = decideVersion(before, proposalId, adoption.pack.version);
  return ok({ ...result.value, decided, adoption });
}
