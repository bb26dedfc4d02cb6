import * as z from "zod";
import { detailTypeOf, type EventDefinition } from "../../../events/define.ts";
import { invariant } from "../../shared/invariant.ts";
import { type EpochMs, type LocalDate, shanghaiDate } from "../../shared/time.ts";
import type { FactPart } from "./day-record.ts";

/** An entry of a journal, as far as facts need it. */
export interface RecordedEvent {
  readonly eventName: string;
  readonly eventVersion: number;
  readonly at: EpochMs;
  readonly data: unknown;
}

/** What an entry leads to: what the next one of the same aggregate has to know, and its parts of days. */
export interface Folded<S> {
  readonly state: S;
  readonly parts: readonly FactPart[];
}

/** What is known when an entry is folded: the aggregate before it, its day in Asia/Shanghai and its instant. */
export interface Before<S> {
  readonly state: S;
  readonly day: LocalDate;
  readonly at: EpochMs;
}

interface EventFold<S> {
  readonly detailType: string;
  readonly fold: (data: unknown, before: Before<S>) => Folded<S>;
}

/** What an event of an aggregate says of facts. */
export const on = <S, Z extends z.ZodObject>(
  event: EventDefinition<string, Z>,
  fold: (data: z.output<Z>, before: Before<S>) => Folded<S>,
): EventFold<S> => ({
  detailType: event.detailType,
  fold: (data, before) => fold(event.schema.parse(data), before),
});

/** For aggregates of which nothing has to be known. */
export const Stateless = z.strictObject({});
type Stateless = z.infer<typeof Stateless>;

/** An event of which each adds something, whatever was before. */
export const each = <Z extends z.ZodObject>(
  event: EventDefinition<string, Z>,
  parts: (data: z.output<Z>, before: Before<Stateless>) => readonly FactPart[],
): EventFold<Stateless> =>
  on<Stateless, Z>(event, (data, before) => ({ state: {}, parts: parts(data, before) }));

interface SourceDeclaration<S extends object> {
  readonly aggregateType: string;
  readonly state: z.ZodType<S>;
  readonly initial: S;
  readonly events: readonly EventFold<S>[];
  /** What every entry of the aggregate says, whatever its event; before what the event itself says. */
  readonly every?: (recorded: RecordedEvent, before: Before<S>) => Folded<S>;
}

/** What an aggregate's share keeps between two entries: plain JSON. */
export type ShareState = object;

/** The facts that one kind of aggregate tells of. */
export interface FactSource {
  readonly aggregateType: string;
  /** Whether an entry can say something; the others need not be looked at. */
  speaksOf(recorded: RecordedEvent): boolean;
  /**
   * Folds the next entry of an aggregate. Entries come in the order of their sequence.
   * @param state as the entry before it left it; absent before the first
   * @throws ZodError when the data is not what its event declares
   */
  fold(state: ShareState | undefined, recorded: RecordedEvent): Folded<ShareState>;
}

export function defineFactSource<S extends object>(declared: SourceDeclaration<S>): FactSource {
  const { aggregateType, every } = declared;
  const folds = new Map(declared.events.map(({ detailType, fold }) => [detailType, fold]));
  invariant(folds.size === declared.events.length, `${aggregateType} folds an event once`);
  const foldOf = ({ eventName, eventVersion }: RecordedEvent) =>
    folds.get(detailTypeOf(eventName, eventVersion));
  return {
    aggregateType,
    speaksOf: (recorded) => every !== undefined || foldOf(recorded) !== undefined,
    fold(stored, recorded) {
      const { at, data } = recorded;
      const before = { day: shanghaiDate(at), at };
      const state = stored === undefined ? declared.initial : declared.state.parse(stored);
      const always = every?.(recorded, { ...before, state }) ?? { state, parts: [] };
      const own = foldOf(recorded)?.(data, { ...before, state: always.state });
      const folded = own ?? { state: always.state, parts: [] };
      return { state: folded.state, parts: [...always.parts, ...folded.parts] };
    },
  };
}
