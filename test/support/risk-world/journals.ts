import type { Entry } from "../../../adapters/journal.ts";
import { entryKey, keys } from "../../../adapters/table/keys.ts";
import type { EpochMs } from "../../../domain/shared/time.ts";
import type { DomainEvent } from "../../../events/define.ts";

const KEY_OF = {
  balance: keys.balance,
  class: keys.class,
  complaint: keys.complaint,
  deposit: keys.deposit,
  "double-attendance": keys.doubleAttendance,
  enrolment: keys.enrolment,
  institution: keys.institution,
  "limit-attempts": keys.limitAttempts,
  "local-price": keys.localPrice,
  measure: keys.measure,
  refund: keys.refund,
} as const;
type AggregateType = keyof typeof KEY_OF;

interface Recorded {
  readonly aggregateType: AggregateType;
  readonly aggregateId: string;
  readonly at: EpochMs;
  readonly event: DomainEvent;
}

/** What the aggregates of one institution have recorded; it becomes their journals when all of it is there. */
export class Journals {
  readonly institutionId: string;
  private readonly recorded: Recorded[] = [];
  private readonly number: number;
  private idCount = 0;

  /** @param number of the institution: what its ids begin with */
  constructor(number: number) {
    this.number = number;
    this.institutionId = this.newId("ins");
  }

  newId(prefix: string): string {
    this.idCount += 1;
    const digits = `${String(this.number).padStart(6, "0")}${String(this.idCount).padStart(8, "0")}`;
    return `${prefix}_${digits.padStart(26, "0")}`;
  }

  record(aggregateType: AggregateType, aggregateId: string, at: EpochMs, event: DomainEvent): void {
    this.recorded.push({ aggregateType, aggregateId, at, event });
  }

  /** All entries by their instants; the sequence of each aggregate counts them. */
  entries(): readonly Entry[] {
    const sequences = new Map<string, number>();
    return this.recorded
      .toSorted((a, b) => a.at - b.at)
      .map(({ aggregateType, aggregateId, at, event }) => {
        const { pk } = KEY_OF[aggregateType](aggregateId);
        const sequence = (sequences.get(pk) ?? 0) + 1;
        sequences.set(pk, sequence);
        return {
          ...entryKey(pk, sequence),
          ...{ type: "entry", aggregateType, aggregateId, sequence, at },
          actor: "platform:riskWorld",
          correlationId: `${aggregateId}.${sequence}`,
          institutionId: this.institutionId,
          ...{ eventName: event.name, eventVersion: event.version },
          data: JSON.parse(JSON.stringify(event.data)) as Entry["data"],
        };
      });
  }
}
