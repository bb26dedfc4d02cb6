import { DayItem } from "../../adapters/repositories/facts-items.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { CloudEvent } from "../../events/define.ts";
import { FactsChanged } from "../../events/risk.ts";

/**
 * The event of a day's facts that changed: made from the day's item, which was committed with what it tells of, so it
 * is told at least once whatever becomes of the projector.
 */
export function factsChangedOf(image: unknown): CloudEvent | "untold" | "unreadable" {
  const read = DayItem.safeParse(image);
  if (!read.success) return "unreadable";
  const { institutionId, day, version, changed, at, correlationId } = read.data;
  if (changed.length === 0) return "untold";
  const subject = `${institutionId}.${day}`;
  return {
    specversion: "1.0",
    id: `${subject}.${version}`,
    source: "/xiaowai",
    type: FactsChanged.detailType,
    time: toRfc3339(at),
    subject,
    datacontenttype: "application/json",
    actor: "platform:projectEntries",
    correlationid: correlationId,
    institution: institutionId,
    sequence: version,
    data: { ...FactsChanged.make({ institutionId, day, facts: changed }).data },
  };
}
