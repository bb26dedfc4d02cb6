import type { DomainEvent } from "../../events/define.ts";
import { CalendarProposed, RulePackProposed } from "../../events/reference.ts";
import {
  calendarCorrected,
  checkCalendarYear,
  type CalendarYear,
  type CalendarYearRefusal,
} from "../reference/calendar-year.ts";
import { checkTighter } from "../reference/check-tighter.ts";
import { refuseReference } from "../reference/refusals.ts";
import { adoptPack, type AdoptedPack, type RuleBook } from "../reference/rule-book.ts";
import type { RuleParameter } from "../reference/rule-packs.ts";
import type { MemberId, ProposalId, UnitId } from "../shared/ids.ts";
import { ok, type Result } from "../shared/result.ts";
import { shanghaiDate, type EpochMs, type LocalDate } from "../shared/time.ts";
import { decide, type DecideProposal } from "./decide.ts";
import type { CalendarProposal, RulePackProposal } from "./proposal.ts";
import type { ProposalRefusal } from "./refusals.ts";

/** Who proposes, and for which unit. */
interface Author {
  readonly proposalId: ProposalId;
  readonly unitId: UnitId;
  readonly authorId: MemberId;
}

/** What the units above have adopted, from the nation down, and where the unit lies. */
export interface RulesAbove {
  readonly unitPath: string;
  readonly above: readonly (readonly AdoptedPack[])[];
}

export type RulePackRefusal =
  "rule.looser-than-above" | "rule.effective-too-early" | "rule.dates-reversed";

/** Proposes all of a unit's own parameters from a day on. */
export function proposeRulePack(
  author: Author,
  pack: { readonly effectiveFrom: LocalDate; readonly parameters: readonly RuleParameter[] },
  rules: RulesAbove,
  at: EpochMs,
): Result<{ proposal: RulePackProposal; event: DomainEvent }, RulePackRefusal> {
  const fits = checkPack(author.unitId, pack, rules, at);
  if (!fits.ok) return fits;
  const { effectiveFrom, parameters } = pack;
  return ok({
    proposal: {
      ...author,
      kind: "rule-pack",
      status: "ready",
      proposedAt: at,
      effectiveFrom,
      parameters: [...parameters],
    },
    event: RulePackProposed.make({ ...author, effectiveFrom, parameterCount: parameters.length }),
  });
}

/** Approves or rejects a pack; what was tight enough when it was proposed has to be so still. */
export function decideRulePack(
  proposal: RulePackProposal,
  book: RuleBook | undefined,
  rules: RulesAbove,
  command: DecideProposal,
  at: EpochMs,
): Result<
  {
    readonly proposal: RulePackProposal;
    readonly proposalEvent: DomainEvent;
    readonly adoption?: ReturnType<typeof adoptPack>;
  },
  ProposalRefusal | RulePackRefusal
> {
  const decided = decide(proposal, command, at);
  if (!decided.ok || !command.approve) return decided;
  const fits = checkPack(proposal.unitId, proposal, rules, at);
  if (!fits.ok) return fits;
  return ok({ ...decided.value, adoption: adoptPack(book, proposal) });
}

/** A pack may be adopted if it takes effect after today and allows nothing that the levels above do not. */
export function checkPack(
  unitId: UnitId,
  pack: { readonly effectiveFrom: LocalDate; readonly parameters: readonly RuleParameter[] },
  { above, unitPath }: RulesAbove,
  at: EpochMs,
): Result<unknown, RulePackRefusal> {
  const { effectiveFrom, parameters } = pack;
  const today = shanghaiDate(at);
  // An order of this morning must not turn out unlawful in the afternoon.
  if (effectiveFrom <= today)
    return refuseReference("rule.effective-too-early", { effectiveFrom, today });
  for (const { id, validFrom, validTo } of parameters)
    if (validTo !== undefined && validTo < validFrom)
      return refuseReference("rule.dates-reversed", { id, validFrom, validTo });
  return checkTighter({ unitId, effectiveFrom, parameters }, above, unitPath);
}

/** Proposes a year of the calendar as the State Council's notice has it: a new one, or a correction. */
export function proposeCalendar(
  author: Author,
  calendar: CalendarYear,
  at: EpochMs,
): Result<{ proposal: CalendarProposal; event: DomainEvent }, CalendarYearRefusal> {
  const fits = checkCalendarYear(calendar, at);
  if (!fits.ok) return fits;
  return ok({
    proposal: { ...author, kind: "calendar", status: "ready", proposedAt: at, calendar },
    event: CalendarProposed.make({ ...author, year: calendar.year }),
  });
}

export function decideCalendar(
  proposal: CalendarProposal,
  command: DecideProposal,
  at: EpochMs,
): Result<
  {
    readonly proposal: CalendarProposal;
    readonly proposalEvent: DomainEvent;
    readonly corrected?: { readonly calendar: CalendarYear; readonly event: DomainEvent };
  },
  ProposalRefusal | CalendarYearRefusal
> {
  const decided = decide(proposal, command, at);
  if (!decided.ok || !command.approve) return decided;
  const { calendar } = proposal;
  const fits = checkCalendarYear(calendar, at);
  if (!fits.ok) return fits;
  return ok({ ...decided.value, corrected: { calendar, event: calendarCorrected(calendar) } });
}
