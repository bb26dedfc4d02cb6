import type { DomainEvent } from "../../events/define.ts";
import { IndicatorEndProposed } from "../../events/indicator.ts";
import { ProposalWithdrawn } from "../../events/proposal.ts";
import { adoptPack, packInForce, type RuleBook } from "../reference/rule-book.ts";
import type { RuleParameter } from "../reference/rule-packs.ts";
import type { IndicatorRefusal } from "../risk/versions/refusals.ts";
import {
  checkVersion,
  type DraftRefusal,
  type IndicatorVersion,
  type RulesAround,
  type VersionChange,
  withVersion,
} from "../risk/versions/version.ts";
import { decideEnd, proposeEnd, valuesBefore } from "../risk/versions/withdraw.ts";
import type { MemberId, ProposalId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs, LocalDate } from "../shared/time.ts";
import { decide, type DecideProposal } from "./decide.ts";
import type { IndicatorEndProposal, ProposalState } from "./proposal.ts";
import type { ProposalRefusal } from "./refusals.ts";

type EndRefusal = DraftRefusal | IndicatorRefusal;

/** What an officer wants to end, from which day on, and why. */
export interface EndVersion {
  readonly proposalId: ProposalId;
  readonly authorId: MemberId;
  readonly effectiveFrom: LocalDate;
  readonly reason: string;
}

/**
 * Proposes that a live version ends from a day on. The values before it have to be as strict as the levels above are by
 * now; they held before, and are not tried again.
 */
export function proposeIndicatorEnd(
  before: IndicatorVersion,
  { proposalId, authorId, effectiveFrom, reason }: EndVersion,
  rules: RulesAround,
  at: EpochMs,
): Result<
  VersionChange & { readonly proposal: IndicatorEndProposal; readonly proposalEvent: DomainEvent },
  EndRefusal
> {
  const ending = proposeEnd(before, proposalId, effectiveFrom);
  if (!ending.ok) return ending;
  const former = formerValues(before, effectiveFrom, rules, at);
  if (!former.ok) return former;
  const { versionId, unitId, indicatorId } = before;
  const about = { proposalId, authorId, unitId, versionId, indicatorId, effectiveFrom };
  return ok({
    ...ending.value,
    proposal: {
      ...{ ...about, reason, parameters: former.value },
      ...{ kind: "indicator-end", status: "ready", proposedAt: at },
    },
    proposalEvent: IndicatorEndProposed.make(about),
  });
}

/** Approves or rejects it. An approval adopts the unit's pack with the values that the version had replaced. */
export function decideIndicatorEnd(
  proposal: IndicatorEndProposal,
  before: IndicatorVersion,
  book: RuleBook | undefined,
  rules: RulesAround,
  command: DecideProposal,
  at: EpochMs,
): Result<
  {
    readonly proposal: IndicatorEndProposal;
    readonly proposalEvent: DomainEvent;
    readonly decided: VersionChange;
    readonly adoption?: ReturnType<typeof adoptPack>;
  },
  ProposalRefusal | EndRefusal
> {
  const result = decide(proposal, command, at);
  if (!result.ok) return result;
  const decided = decideEnd(before, proposal.proposalId, command.approve);
  if (!command.approve) return ok({ ...result.value, decided });
  const { unitId, indicatorId, effectiveFrom } = proposal;
  const former = formerValues(before, effectiveFrom, rules, at);
  if (!former.ok) return former;
  const own = packInForce(rules.own, effectiveFrom)?.parameters ?? [];
  const parameters = [...withVersion(own, { indicatorId, parameters: former.value })];
  const adoption = adoptPack(book, { unitId, effectiveFrom, parameters });
  return ok({ ...result.value, decided, adoption });
}

/** The values that hold again, if they may. */
function formerValues(
  version: IndicatorVersion,
  effectiveFrom: LocalDate,
  rules: RulesAround,
  at: EpochMs,
): Result<RuleParameter[], EndRefusal> {
  const former = valuesBefore(version, rules.own, effectiveFrom);
  if (!former.ok) return former;
  const { unitId } = version;
  const fits = checkVersion({ unitId, effectiveFrom, parameters: former.value }, rules, at);
  return fits.ok ? former : fits;
}

/** Takes a matter back that nobody has decided. */
export function withdrawProposal<P extends ProposalState>(
  proposal: P,
): { readonly proposal: P; readonly proposalEvent: DomainEvent } {
  const { proposalId, kind, unitId, status } = proposal;
  invariant(status === "ready", `${proposalId} is ${status}, and what it is about is undecided`);
  return {
    proposal: { ...proposal, status: "withdrawn" },
    proposalEvent: ProposalWithdrawn.make({ proposalId, kind, unitId }),
  };
}
