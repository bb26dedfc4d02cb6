import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import {
  DepositAccountBound,
  DepositAccountProposed,
  DepositBalanceTold,
  DepositFloorReckoned,
} from "../../events/supervision.ts";
import type { InstitutionState } from "../institution/institution.ts";
import { decide, type DecideProposal } from "../proposal/decide.ts";
import type { DepositProposal } from "../proposal/proposal.ts";
import type { ProposalRefusal } from "../proposal/refusals.ts";
import type { Due } from "../shared/deadline.ts";
import { BankId, InstitutionId, type MemberId, type ProposalId, UnitId } from "../shared/ids.ts";
import { Fen, fen, ZERO_FEN } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import { addDays, EpochMs, HOUR_MS, shanghaiDate, startOfDay, toRfc3339 } from "../shared/time.ts";
import { DepositFloor } from "./deposit-floor.ts";
import { refuseSupervision, type SupervisionRefusal } from "./refusals.ts";

/**
 * The performance deposit (风险保证金) of an institution: where it lies, what the bank says it holds, and the least
 * that it has to hold.
 * @source 教监管函〔2021〕2号: own account, not usable as security; two officers: house rule
 */
export const DepositState = z.object({
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  bankId: BankId,
  depositAccountNo: z.string().min(1).max(40),
  boundAt: EpochMs,
  /** The bank's last word; absent until it has spoken. */
  balance: z.object({ balanceFen: Fen, asOf: EpochMs }).optional(),
  /** As it was last reckoned; absent until the first night. */
  floor: DepositFloor.optional(),
  /** Since when it has been below its floor: the bank's instant, or the night of the floor; absent while it lacks nothing. */
  shortSince: EpochMs.optional(),
  /** From when on the floor is to be reckoned anew. */
  reckonAt: EpochMs,
});
export type DepositState = z.infer<typeof DepositState>;

export interface DepositDecision {
  readonly deposit: DepositState;
  readonly event: DomainEvent;
}

/** At night, when the facts of the day before are in. */
const RECKONED_AT_MS = 2 * HOUR_MS;
const nextNight = (at: EpochMs): EpochMs =>
  startOfDay(addDays(shanghaiDate(at), 1)) + RECKONED_AT_MS;

export const dueOfDeposit = ({ reckonAt }: DepositState): Due => ({
  at: reckonAt,
  provisional: false,
});

export interface ProposeDeposit {
  readonly proposalId: ProposalId;
  readonly authorId: MemberId;
  readonly bankId: BankId;
  readonly depositAccountNo: string;
}

/** One officer names the account; it counts once another has approved. */
export function proposeDeposit(
  { institutionId, countyUnitId: unitId }: InstitutionState,
  bound: DepositState | undefined,
  command: ProposeDeposit,
  at: EpochMs,
): Result<{ readonly proposal: DepositProposal; readonly event: DomainEvent }, SupervisionRefusal> {
  if (bound !== undefined) return alreadyBound(bound);
  const { proposalId, bankId, depositAccountNo } = command;
  return ok({
    proposal: {
      ...command,
      kind: "deposit-account",
      status: "ready",
      institutionId,
      unitId,
      proposedAt: at,
    },
    event: DepositAccountProposed.make({ proposalId, institutionId, bankId, depositAccountNo }),
  });
}

const alreadyBound = ({ institutionId, depositAccountNo }: DepositState) =>
  refuseSupervision("supervision.deposit-already-bound", { institutionId, depositAccountNo });

/** Another officer decides; `bound` is absent in the answer where it was rejected. */
export function decideDeposit(
  proposal: DepositProposal,
  bound: DepositState | undefined,
  command: DecideProposal,
  at: EpochMs,
): Result<
  {
    readonly proposal: DepositProposal;
    readonly proposalEvent: DomainEvent;
    readonly bound?: DepositDecision;
  },
  ProposalRefusal | SupervisionRefusal
> {
  const decided = decide(proposal, command, at);
  if (!decided.ok || !command.approve) return decided;
  if (bound !== undefined) return alreadyBound(bound);
  const { proposalId, institutionId, bankId, depositAccountNo, unitId: countyUnitId } = proposal;
  const account = { institutionId, bankId, depositAccountNo };
  return ok({
    ...decided.value,
    bound: {
      deposit: { ...account, countyUnitId, boundAt: at, reckonAt: nextNight(at) },
      event: DepositAccountBound.make({ ...account, proposalId }),
    },
  });
}

/** What the bank says of a deposit account, with the credit code of its holder. */
export interface ToldBalance {
  readonly balanceFen: Fen;
  readonly asOf: EpochMs;
  readonly holderUscc: string;
}

/**
 * Keeps the bank's last word, of an account that by its books is the institution's own. A balance that was
 * overtaken on its way says nothing new: the answer is then empty.
 */
export function tellDepositBalance(
  deposit: DepositState,
  told: ToldBalance,
  uscc: string,
): Result<DepositDecision | undefined, SupervisionRefusal> {
  const { institutionId, bankId, depositAccountNo, balance } = deposit;
  const { balanceFen, asOf, holderUscc } = told;
  if (holderUscc !== uscc)
    return refuseSupervision("supervision.deposit-holder-differs", {
      depositAccountNo,
      reportedUscc: holderUscc,
      uscc,
    });
  if (balance !== undefined && balance.asOf >= asOf) return ok(undefined);
  const account = { institutionId, bankId, depositAccountNo };
  return ok({
    deposit: noteShortfall({ ...deposit, balance: { balanceFen, asOf } }, asOf),
    event: DepositBalanceTold.make({ ...account, balanceFen, asOf: toRfc3339(asOf) }),
  });
}

/** Keeps the floor of a day; the next one is reckoned in the night to come. */
export const keepFloor = (
  deposit: DepositState,
  floor: DepositFloor,
  at: EpochMs,
): DepositDecision => ({
  deposit: noteShortfall({ ...deposit, floor, reckonAt: nextNight(at) }, at),
  event: DepositFloorReckoned.make({ institutionId: deposit.institutionId, ...floor }),
});

/** Notes since when the deposit lacks something; a shortfall that only grows or shrinks is no new one. */
function noteShortfall(
  { shortSince: before, ...deposit }: DepositState,
  at: EpochMs,
): DepositState {
  return shortfallFen(deposit) === 0 ? deposit : { ...deposit, shortSince: before ?? at };
}

/** By how much the deposit is below its floor; a deposit that no bank has spoken of holds nothing. */
export const shortfallFen = ({ balance, floor }: Pick<DepositState, "balance" | "floor">): Fen =>
  fen(Math.max(0, (floor?.floorFen ?? ZERO_FEN) - (balance?.balanceFen ?? ZERO_FEN)));
