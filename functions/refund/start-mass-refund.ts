import { aggregates } from "../../adapters/aggregates.ts";
import { readTotals } from "../../adapters/position-projection.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { balanceKind } from "../../adapters/repositories/settlement-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { proposeMassRefund } from "../../domain/institution/order-mass-refund.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { ID_PREFIXES, MemberId, ProposalId } from "../../domain/shared/ids.ts";
import { type Fen, ZERO_FEN } from "../../domain/shared/money.ts";
import { memberOf, notFound, requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { startMassRefund as contract } from "./mass-refund-contracts.ts";

export const startMassRefund = ({ table, units }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const proposals = aggregates(table, proposalKind);
  const balances = aggregates(table, balanceKind);

  /** Only a further mass refund asks what is left; orders are counted one by one when it is planned. */
  const leftAfter = async ({ institutionId, endedMassRefundId }: InstitutionState): Promise<Fen> =>
    endedMassRefundId === undefined
      ? ZERO_FEN
      : (await readTotals(table, institutionId)).unconsumed;

  return async ({ path: { institutionId }, body }, context) => {
    const [found, balance] = await Promise.all([
      institutions.find(institutionId),
      balances.find(institutionId),
    ]);
    if (found === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, found.state, ["funds"]);
    const command = {
      proposalId: ProposalId.parse(context.newId(ID_PREFIXES.ProposalId)),
      authorId: MemberId.parse(memberOf(context).memberId),
      reason: body.reason,
      unconsumedFen: await leftAfter(found.state),
    };
    const { proposal, event } = orThrow(
      proposeMassRefund(found.state, balance?.state, command, context.now),
    );
    const { proposalId, status } = proposal;
    return commitCommand(table, context, proposals.create(proposal, event, context), {
      proposalId,
      status,
    });
  };
};
