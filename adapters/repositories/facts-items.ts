import * as z from "zod";
import { FACTS } from "../entry-type.ts";
import { DayRecord, Standing } from "../../domain/risk/projection/day-record.ts";
import {
  readDays,
  type RecordedDay,
  toldAround,
  toldBefore,
} from "../../domain/risk/projection/read-days.ts";
import type { FactsOfDay } from "../../domain/risk/history.ts";
import type { FactValues } from "../../domain/risk/facts.ts";
import { FactName } from "../../domain/shared/fact-names.ts";
import { InstitutionId } from "../../domain/shared/ids.ts";
import { addDays, LocalDate } from "../../domain/shared/time.ts";
import { untilFirst } from "../overtaken.ts";
import { keys } from "../table/keys.ts";
import type { Item, Table, Write } from "../table/table.ts";

/** The facts of an institution and a day as they lie in the table. */
export const DayItem = DayRecord.extend({
  type: z.literal(FACTS),
  institutionId: InstitutionId,
  day: LocalDate,
  /** How often the day was written; the sequence of its event. */
  version: z.int().min(1),
  /** The facts that the last writing gave another value; none where nobody is to be told. */
  changed: z.array(FactName),
  /** Of the newest entry of the last writing. */
  at: z.int().min(0),
  correlationId: z.string(),
});
export type DayItem = z.infer<typeof DayItem>;

export const StandingItem = Standing.extend({ version: z.int().min(1) });
export type StandingItem = z.infer<typeof StandingItem>;

/** Which generation of an institution's facts is read. */
const Generations = z.object({
  current: z.int().min(1),
  /** The one that a rebuild fills; entries are folded into both meanwhile. */
  building: z.int().min(2).optional(),
  /** The greatest number used: none is used twice. */
  last: z.int().min(1),
});
export type Generations = z.infer<typeof Generations>;

const FIRST_GENERATION: Generations = { current: 1, last: 1 };

export async function generationsOf(table: Table, institutionId: string): Promise<Generations> {
  const item = await table.get(keys.factsGenerations(institutionId));
  return item === undefined ? FIRST_GENERATION : Generations.parse(item);
}

/** Says which generations there are, if no other rebuild has begun since they were read. */
export const generationsWrite = (
  institutionId: string,
  before: Generations,
  after: Generations,
): Write => ({
  kind: "put",
  item: { ...keys.factsGenerations(institutionId), type: "facts-generations", ...after },
  condition:
    before.last === FIRST_GENERATION.last
      ? { kind: "absent" }
      : { kind: "equals", attribute: "last", value: before.last },
});

/** How an institution's facts stand; nothing where nothing is known of it. */
export async function standingOf(
  table: Table,
  institutionId: string,
  generation: number,
): Promise<StandingItem | undefined> {
  const item = await table.get(keys.factsStanding(institutionId, generation));
  return item && StandingItem.parse(item);
}

/** The first day of which anything is known of an institution; before it no history begins. */
export async function firstDayOfFacts(
  table: Table,
  institutionId: string,
): Promise<LocalDate | undefined> {
  const { current } = await generationsOf(table, institutionId);
  const standing = await standingOf(table, institutionId, current);
  return standing && LocalDate.parse(standing.firstDay);
}

interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What is known of an institution, all of one moment. */
export interface KnownFacts {
  readonly span: Span;
  /** In order, levels resolved: at the front an item of the day before the span that carries every level known till then. */
  readonly days: readonly FactsOfDay[];
  /** Holds for as long as its facts are these. */
  readonly unchanged: Write;
}

/**
 * The daily facts of an institution; no days where nothing is known of it.
 * @param spanOf the days wanted, given the first of which anything is known
 * @throws StoreUnavailable when they changed too often while they were read
 */
export const knownFacts = (
  table: Table,
  institutionId: string,
  spanOf: (firstDay: LocalDate | undefined) => Span,
): Promise<KnownFacts> =>
  untilFirst(`the facts of ${institutionId}`, async () => {
    const { current: generation } = await generationsOf(table, institutionId);
    const standing = await standingOf(table, institutionId, generation);
    const span = spanOf(standing && LocalDate.parse(standing.firstDay));
    const key = keys.factsStanding(institutionId, generation);
    if (standing === undefined)
      return { span, days: [], unchanged: { kind: "check", key, condition: { kind: "absent" } } };
    const days = await daysFrom(table, institutionId, generation, span.from);
    const earlier = {
      ...toldBefore(standing, span.from),
      ...(await searched(table, institutionId, generation, standing, span.from)),
    };
    // Levels are counted back from how they stand: it must be the standing of these days.
    const { version } = standing;
    const after = await standingOf(table, institutionId, generation);
    if (after?.version !== version) return undefined;
    const isSame = { kind: "equals", attribute: "version", value: version } as const;
    return {
      span,
      days: readDays(standing, days, earlier, span),
      unchanged: { kind: "check", key, condition: isSame },
    };
  });

/** The daily facts of an institution in some days, as `historyOf` wants them. */
export const factsOf = async (
  table: Table,
  institutionId: string,
  span: Span,
): Promise<readonly FactsOfDay[]> => (await knownFacts(table, institutionId, () => span)).days;

async function daysFrom(
  table: Table,
  institutionId: string,
  generation: number,
  from: LocalDate,
): Promise<readonly RecordedDay[]> {
  const days: RecordedDay[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const range = keys.factsOfDays(institutionId, generation, from);
    const page = await table.query({ ...range, consistent: true, ...(after && { after }) });
    days.push(...page.items.map(recordedDay));
    after = page.next;
  } while (after !== undefined);
  return days;
}

const recordedDay = (item: Item): RecordedDay => {
  const { day, values, stamps } = DayItem.parse(item);
  return { day, record: { values, stamps } };
};

/** So many days at a time are looked through for what was told last. */
const SEARCH_DAYS = 40;

/** Looks back for levels that were told before a day and again since. */
async function searched(
  table: Table,
  institutionId: string,
  generation: number,
  standing: Standing,
  from: LocalDate,
): Promise<FactValues> {
  const wanted = new Set(toldAround(standing, from));
  const found: Record<string, number> = {};
  const before = addDays(from, -1);
  let after: Readonly<Record<string, string>> | undefined;
  do {
    if (wanted.size === 0) break;
    const range = keys.factsOfDays(institutionId, generation, "", before);
    const page = await table.query({
      ...range,
      ...{ backwards: true, consistent: true, limit: SEARCH_DAYS, ...(after && { after }) },
    });
    for (const { record } of page.items.map(recordedDay))
      for (const fact of wanted) {
        const value = record.values[fact];
        if (value === undefined) continue;
        found[fact] = value;
        wanted.delete(fact);
      }
    after = page.next;
  } while (after !== undefined);
  return found;
}
