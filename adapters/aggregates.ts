import * as z from "zod";
import { invariant } from "../domain/shared/invariant.ts";
import type { DomainEvent } from "../events/define.ts";
import { ENTRY } from "./entry-type.ts";
import { entryKey } from "./table/keys.ts";
import type { Item, Key, Table, Value } from "./table/table.ts";
import type { Change, CommitContext } from "./unit-of-work.ts";

/**
 * How one kind of aggregate lies in the table: a head with its state, and behind it one entry for each
 * change. The head's version is the sequence of its newest entry.
 */
export interface AggregateKind<S extends Record<string, unknown>> {
  /** The `type` of the head item, for example `enrolment`. */
  readonly type: string;
  readonly key: (id: string) => Key;
  readonly schema: z.ZodType<S>;
  readonly idOf: (state: S) => string;
  /** Places the head in indexes; of those of the lists only attributes that no money command changes. */
  readonly indexes?: (state: S) => Readonly<Record<string, string>>;
  /** Whom the events of this aggregate concern. */
  readonly scope: (state: S) => { readonly unitId?: string; readonly institutionId?: string };
}

/** A state as it was read, with the version that a change of it has to meet again. */
export interface Stored<S> {
  readonly state: S;
  readonly version: number;
}

const SCHEMA_VERSION = 1;
const HeadItem = z.object({ version: z.int().min(1), state: z.unknown() });

/** The repository of one kind of aggregate: reads heads, and says what a change writes. */
export function aggregates<S extends Record<string, unknown>>(
  table: Table,
  kind: AggregateKind<S>,
) {
  return {
    async find(id: string): Promise<Stored<S> | undefined> {
      const item = await table.get(kind.key(id));
      return item === undefined ? undefined : readHead(kind, item);
    },

    /** Reads up to 100 heads, in the order asked for; missing ones are left out. */
    async findMany(ids: readonly string[]): Promise<readonly Stored<S>[]> {
      const items = await table.getMany(ids.map(kind.key));
      const found = new Map(items.map((item) => [item.pk, item]));
      return ids.flatMap((id) => {
        const item = found.get(kind.key(id).pk);
        return item === undefined ? [] : [readHead(kind, item)];
      });
    },

    /** The writes that make a new aggregate; its id must not exist. */
    create: (state: S, event: DomainEvent, context: CommitContext): Change[] =>
      creation(kind, state, event, context),

    /** The writes that change an aggregate; they conflict when it changed since it was read. */
    change: (before: Stored<S>, state: S, event: DomainEvent, context: CommitContext): Change[] =>
      writes(kind, state, before.version + 1, event, context),
  };
}

/** The writes that make a new aggregate, where nothing has to be read: its id must not exist. */
export const creation = <S extends Record<string, unknown>>(
  kind: AggregateKind<S>,
  state: S,
  event: DomainEvent,
  context: CommitContext,
): Change[] => writes(kind, state, 1, event, context);

const writes = <S extends Record<string, unknown>>(
  kind: AggregateKind<S>,
  state: S,
  version: number,
  event: DomainEvent,
  context: CommitContext,
): Change[] => [
  {
    write: {
      kind: "put",
      item: headItem(kind, state, version),
      condition:
        version === 1
          ? { kind: "absent" }
          : { kind: "equals", attribute: "version", value: version - 1 },
    },
  },
  { write: { kind: "put", item: entryItem(kind, state, version, event, context) } },
];

export type Aggregates<S extends Record<string, unknown>> = ReturnType<typeof aggregates<S>>;

export function readHead<S extends Record<string, unknown>>(
  kind: AggregateKind<S>,
  item: Item,
): Stored<S> {
  invariant(item.type === kind.type, `${item.pk} is a ${item.type}, not a ${kind.type}`);
  const head = HeadItem.parse(item);
  return { state: kind.schema.parse(head.state), version: head.version };
}

function headItem<S extends Record<string, unknown>>(
  kind: AggregateKind<S>,
  state: S,
  version: number,
): Item {
  return {
    ...kind.key(kind.idOf(state)),
    type: kind.type,
    schemaVersion: SCHEMA_VERSION,
    version,
    state: storable(kind.schema.parse(state)),
    ...kind.indexes?.(state),
  };
}

function entryItem<S extends Record<string, unknown>>(
  kind: AggregateKind<S>,
  state: S,
  sequence: number,
  event: DomainEvent,
  context: CommitContext,
): Item {
  const id = kind.idOf(state);
  const { unitId, institutionId } = kind.scope(state);
  return {
    ...entryKey(kind.key(id).pk, sequence),
    type: ENTRY,
    schemaVersion: SCHEMA_VERSION,
    aggregateType: kind.type,
    aggregateId: id,
    sequence,
    at: context.now,
    actor: context.actor,
    correlationId: context.correlationId,
    causationId: context.causationId,
    unitId,
    institutionId,
    eventName: event.name,
    eventVersion: event.version,
    data: storable(event.data),
  };
}

/**
 * A state as the table keeps it: absent fields left out, everything else plain JSON.
 * @throws InvariantBroken for what JSON does not say as it is: NaN, a date, an instance of a class
 */
export function storable(value: unknown): Value {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(storable);
  if (isPlain(value)) return storableFields(value);
  invariant(
    typeof value === "number" && Number.isFinite(value),
    `what is stored is plain JSON, not a ${typeof value} beside it`,
  );
  return value;
}

function storableFields(fields: Readonly<Record<string, unknown>>): Value {
  const kept: Record<string, Value> = {};
  for (const name of Object.keys(fields)) {
    const field = fields[name];
    if (field !== undefined) kept[name] = storable(field);
  }
  return kept;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
