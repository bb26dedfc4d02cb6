import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { calendarYearKind, ruleBookKind } from "../../adapters/repositories/reference-kinds.ts";
import { rulePackChange } from "../../adapters/rule-packs.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { decideBinding } from "../../domain/institution/bind-account.ts";
import type { DecideProposal } from "../../domain/proposal/decide.ts";
import type {
  BindingProposal,
  CalendarProposal,
  ProposalState,
  RulePackProposal,
} from "../../domain/proposal/proposal.ts";
import { decideCalendar, decideRulePack } from "../../domain/proposal/propose.ts";
import type { adoptPack, RuleBook } from "../../domain/reference/rule-book.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { DomainEvent } from "../../events/define.ts";
import { requireLead, requireMatter } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import { rulesAbove } from "../reference/rules-above.ts";

/** What a decision wants written: the proposal's next state, and what an approval brings about. */
export interface Decided {
  readonly proposal: ProposalState;
  readonly proposalEvent: DomainEvent;
  readonly changes: readonly Change[];
}

/** How a matter of one kind is decided; it also checks that the caller may. */
export type Decision<P extends ProposalState> = (
  proposal: P,
  command: DecideProposal,
  context: RequestContext,
) => Promise<Decided>;

export const bindingDecision = ({ table, units }: Kit): Decision<BindingProposal> => {
  const institutions = aggregates(table, institutionKind);

  return async (proposal, command, context) => {
    const found = await institutions.find(proposal.institutionId);
    invariant(found, `${proposal.proposalId} is about no institution`);
    await requireMatter(context, units, found.state, ["funds"]);
    const decided = orThrow(decideBinding(proposal, found.state, command, context.now));
    const { institution, institutionEvent } = decided;
    return {
      ...decided,
      changes: institutions.change(found, institution, institutionEvent, context),
    };
  };
};

export const rulePackDecision = ({ table, units }: Kit): Decision<RulePackProposal> => {
  const books = aggregates(table, ruleBookKind);

  return async (proposal, command, context) => {
    const { unitId } = proposal;
    requireLead(context, unitId, ["reference"]);
    const [rules, found] = await Promise.all([
      rulesAbove({ table, units }, unitId),
      books.find(unitId),
    ]);
    const decided = orThrow(decideRulePack(proposal, found?.state, rules, command, context.now));
    return { ...decided, changes: adoptionChanges(table, found, decided.adoption, context) };
  };
};

/** The writes by which a unit adopts a pack, where it does. */
export function adoptionChanges(
  table: Table,
  found: Stored<RuleBook> | undefined,
  adoption: ReturnType<typeof adoptPack> | undefined,
  context: RequestContext,
): readonly Change[] {
  if (adoption === undefined) return [];
  const { book, pack, event } = adoption;
  const books = aggregates(table, ruleBookKind);
  const bookChanges =
    found === undefined
      ? books.create(book, event, context)
      : books.change(found, book, event, context);
  return [...bookChanges, rulePackChange(pack)];
}

export const calendarDecision = ({ table }: Kit): Decision<CalendarProposal> => {
  const years = aggregates(table, calendarYearKind);

  return async (proposal, command, context) => {
    requireLead(context, proposal.unitId, ["reference"]);
    const decided = orThrow(decideCalendar(proposal, command, context.now));
    if (decided.corrected === undefined) return { ...decided, changes: [] };
    const { calendar, event } = decided.corrected;
    const found = await years.find(String(calendar.year));
    const changes =
      found === undefined
        ? years.create(calendar, event, context)
        : years.change(found, calendar, event, context);
    return { ...decided, changes };
  };
};
