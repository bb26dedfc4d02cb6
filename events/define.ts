import * as z from "zod";

/** Attributes that every event carries beside its data. Ids, codes and amounts; never personal data. */
export interface EventContext {
  /** Who did it: `member:mem_…`, `bank:sandbox-bank`, `platform:instructRelease`. */
  readonly actor: string;
  readonly correlationId: string;
  /** The event that this one answers, where there is one. */
  readonly causationId?: string;
  readonly unitId?: string;
  readonly institutionId?: string;
}

/** A fact of one aggregate, before it is stored: its type and its data. */
export interface DomainEvent<N extends string = string, D = unknown> {
  readonly name: N;
  readonly version: number;
  readonly data: D;
}

/** The one definition of an event: type, bus pattern, maker and parser follow from it. */
export interface EventDefinition<N extends string, S extends z.ZodObject> {
  readonly name: N;
  readonly version: number;
  readonly schema: S;
  /** The bus detail-type, for example `lesson-confirmed.v1`. */
  readonly detailType: string;
  make(data: z.input<S>): DomainEvent<N, z.output<S>>;
  /** Reads an event off the bus. @throws ZodError when its data does not fit the schema. */
  parse(envelope: CloudEvent): ReceivedEvent<z.output<S>>;
}

/** CloudEvents 1.0, JSON format, with the platform's extension attributes. */
export const CloudEvent = z.object({
  specversion: z.literal("1.0"),
  /** `<aggregate id>.<sequence>`: the same on every delivery. */
  id: z.string(),
  source: z.literal("/xiaowai"),
  type: z.string(),
  time: z.string(),
  subject: z.string(),
  datacontenttype: z.literal("application/json"),
  actor: z.string(),
  correlationid: z.string(),
  causationid: z.string().optional(),
  unit: z.string().optional(),
  institution: z.string().optional(),
  sequence: z.int(),
  data: z.record(z.string(), z.unknown()),
});
export type CloudEvent = z.infer<typeof CloudEvent>;

export interface ReceivedEvent<D> {
  readonly id: string;
  readonly name: string;
  readonly subject: string;
  readonly sequence: number;
  readonly time: string;
  readonly context: EventContext;
  readonly data: D;
}

/** The `source` of every event of ours on the bus. */
export const BUS_SOURCE = "xiaowai";

/**
 * Defines an event once.
 * @param name a past fact in kebab-case, for example `lesson-confirmed`
 * @param version a new optional field keeps it, any other change is a new one
 */
export function defineEvent<const N extends string, S extends z.ZodObject>(
  name: N,
  version: number,
  schema: S,
): EventDefinition<N, S> {
  return {
    name,
    version,
    schema,
    detailType: detailTypeOf(name, version),
    make: (data) => ({ name, version, data: schema.parse(data) }),
    parse: (envelope) => ({
      id: envelope.id,
      name,
      subject: envelope.subject,
      sequence: envelope.sequence,
      time: envelope.time,
      context: {
        actor: envelope.actor,
        correlationId: envelope.correlationid,
        ...(envelope.causationid === undefined ? {} : { causationId: envelope.causationid }),
        ...(envelope.unit === undefined ? {} : { unitId: envelope.unit }),
        ...(envelope.institution === undefined ? {} : { institutionId: envelope.institution }),
      },
      data: schema.parse(envelope.data),
    }),
  };
}

export const detailTypeOf = (name: string, version: number): string => `${name}.v${version}`;
