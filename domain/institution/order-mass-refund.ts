import { MassRefundEnded, MassRefundProposed } from "../../events/mass-refund.ts";
import type { DomainEvent } from "../../events/define.ts";
import type { NotedOnAlert } from "../alert/timeline.ts";
import type { BalanceState } from "../custody/compare-balance.ts";
import { decide, type DecideProposal } from "../proposal/decide.ts";
import type { MassRefundProposal } from "../proposal/proposal.ts";
import type { ProposalRefusal } from "../proposal/refusals.ts";
import { type MassRefundState, orderMassRefund } from "../refund/mass-refund-state.ts";
import { refuseRefund } from "../refund/refusals.ts";
import type { MassRefundId, MemberId, ProposalId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { fen, type Fen } from "../shared/money.ts";
import { ok, refuse, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import type { Freeze, InstitutionState } from "./institution.ts";

export type MassRefundRefusal =
  | "institution.not-frozen"
  | "institution.freeze-unconfirmed"
  | "institution.mass-refund-ordered"
  | "refund.balance-not-known"
  | "refund.balance-under-way"
  | "refund.nothing-to-share";

/**
 * Proposes that all families of a frozen institution get back what custody holds for them.
 * @param balance what the bank said last that it holds
 * @param unconsumedFen what lies in custody for lessons that nobody has asked for; a further mass refund needs some
 */
export function proposeMassRefund(
  institution: InstitutionState,
  balance: BalanceState | undefined,
  command: {
    readonly proposalId: ProposalId;
    readonly authorId: MemberId;
    readonly reason: string;
    readonly unconsumedFen: Fen;
  },
  at: EpochMs,
): Result<
  { readonly proposal: MassRefundProposal; readonly event: DomainEvent },
  MassRefundRefusal
> {
  const open = checkOpen(institution, balance);
  if (!open.ok) return open;
  const { institutionId, countyUnitId: unitId, endedMassRefundId } = institution;
  const { unconsumedFen, ...proposed } = command;
  if (endedMassRefundId !== undefined && unconsumedFen === 0)
    return refuseRefund("refund.nothing-to-share", { massRefundId: endedMassRefundId });
  const { proposalId } = proposed;
  return ok({
    proposal: {
      ...proposed,
      kind: "mass-refund",
      status: "ready",
      institutionId,
      unitId,
      proposedAt: at,
    },
    event: MassRefundProposed.make({ proposalId, institutionId, unitId }),
  });
}

interface DecidedMassRefund {
  readonly proposal: MassRefundProposal;
  readonly proposalEvent: DomainEvent;
  /** What an approval brings about: the refund, and that the institution stays frozen until it has ended. */
  readonly ordered?: ReturnType<typeof orderMassRefund> & {
    readonly institution: InstitutionState;
    readonly noted?: NotedOnAlert | undefined;
  };
}

/** Another officer orders the mass refund, or not; the bank's word on the balance must be good still. */
export function decideMassRefund(
  proposal: MassRefundProposal,
  institution: InstitutionState,
  balance: BalanceState | undefined,
  command: DecideProposal & { readonly massRefundId: MassRefundId },
  at: EpochMs,
): Result<DecidedMassRefund, MassRefundRefusal | ProposalRefusal> {
  const decided = decide(proposal, command, at);
  if (!decided.ok || !command.approve) return decided;
  const open = checkOpen(institution, balance);
  if (!open.ok) return open;
  const { balanceFen, mustHoldFen, asOf } = open.value;
  const { massRefundId, officerId } = command;
  const { institutionId, countyUnitId } = institution;
  const { proposalId } = proposal;
  const massRefund: MassRefundState = {
    ...{ massRefundId, institutionId, countyUnitId },
    proposalId,
    status: "ordered",
    // A release or a refund that the bank was told to pay is bound as that, and is not missing besides.
    missingFen: fen(Math.max(0, mustHoldFen - balanceFen)),
    balanceAsOf: asOf,
    orderedAt: at,
  };
  return ok({
    proposalEvent: decided.value.proposalEvent,
    proposal: { ...decided.value.proposal, massRefundId },
    ordered: {
      ...orderMassRefund(massRefund),
      institution: { ...institution, massRefundId },
      noted: noteOf(institution, { kind: "matter-begun", ...about(proposalId), officerId }),
    },
  });
}

/** The institution after the mass refund: frozen as before, and open to whatever comes next. */
export function endMassRefund(
  { massRefundId: open, ...institution }: InstitutionState,
  { massRefundId, institutionId, proposalId }: MassRefundState,
): {
  readonly institution: InstitutionState;
  readonly event: DomainEvent;
  readonly noted: NotedOnAlert | undefined;
} {
  invariant(open === massRefundId, `${institutionId} is paying back by ${massRefundId}`);
  return {
    institution: { ...institution, endedMassRefundId: massRefundId },
    event: MassRefundEnded.make({ massRefundId, institutionId, proposalId }),
    noted: noteOf(institution, { kind: "matter-ended", ...about(proposalId), cause: "completed" }),
  };
}

const about = (proposalId: ProposalId) => ({ measure: "mass-refund", proposalId }) as const;

/** Where an alert led to the freeze, its timeline also tells of what families get under it. */
const noteOf = (
  { freeze }: Pick<InstitutionState, "freeze">,
  note: NotedOnAlert["note"],
): NotedOnAlert | undefined => freeze?.alertId && { alertId: freeze.alertId, note };

/**
 * Frozen for good, no other mass refund, and a balance of after the freeze that is not moving: since then nothing
 * goes out to the institution, so that what the books say changes only by what families get.
 */
function checkOpen(
  { institutionId, freeze, massRefundId }: InstitutionState,
  balance: BalanceState | undefined,
): Result<BalanceState, MassRefundRefusal> {
  if (freeze === undefined) return refuse("institution.not-frozen", { institutionId });
  if (freeze.lapsesAt !== undefined)
    return refuse("institution.freeze-unconfirmed", { proposalId: freeze.proposalId });
  if (massRefundId !== undefined)
    return refuse("institution.mass-refund-ordered", { massRefundId });
  if (balance === undefined || isBefore(balance, freeze))
    return refuseRefund("refund.balance-not-known", {
      institutionId,
      frozenSince: toRfc3339(freeze.since),
    });
  if (balance.outcome === "under-way")
    return refuseRefund("refund.balance-under-way", { asOf: toRfc3339(balance.asOf) });
  return ok(balance);
}

const isBefore = ({ asOf }: BalanceState, { since }: Freeze): boolean => asOf < since;
