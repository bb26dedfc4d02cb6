import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { freezeNow } from "../../domain/institution/freeze.ts";
import { ID_PREFIXES, MemberId, ProposalId } from "../../domain/shared/ids.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { alertNoteChanges, requireAlertOf } from "../alert/note-on-alert.ts";
import { memberOf, notFound, requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import { confirmHours } from "./confirm-hours.ts";
import type { freezeInstitution as contract } from "./freeze-contracts.ts";

/** In force with this commit: whoever sells, pays or releases reads the institution's head. */
export const freezeInstitution = ({ table, units, rules }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const proposals = aggregates(table, proposalKind);
  const confirmHoursAt = confirmHours({ units, rules });

  return async ({ path: { institutionId }, body }, context) => {
    const found = await institutions.find(institutionId);
    if (found === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, found.state, ["funds"]);
    await requireAlertOf(table, institutionId, body.alertId);
    const command = {
      proposalId: ProposalId.parse(context.newId(ID_PREFIXES.ProposalId)),
      authorId: MemberId.parse(memberOf(context).memberId),
      ...body,
      confirmHours: await confirmHoursAt(found.state.countyUnitId, context.now),
    };
    const decided = orThrow(freezeNow(found.state, command, context.now));
    const { proposal, institution } = decided;
    const lapsesAt = toRfc3339(proposal.lapsesAt);
    return commitCommand(
      table,
      context,
      [
        ...proposals.create(proposal, decided.proposalEvent, context),
        ...institutions.change(found, institution, decided.institutionEvent, context),
        ...noticeChanges(context, {
          recipient: { kind: "institution", institutionId },
          template: "institution-frozen",
          facts: { proposalId: proposal.proposalId, basis: proposal.basis, lapsesAt },
          about: {},
        }),
        ...(await alertNoteChanges(table, context, decided.noted)),
      ],
      { proposalId: proposal.proposalId, frozen: true as const, lapsesAt },
    );
  };
};
