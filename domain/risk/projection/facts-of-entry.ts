import { balanceFacts, depositFacts } from "./bank-facts.ts";
import { attemptFacts, classFacts } from "./class-facts.ts";
import { complaintFacts } from "./complaint-facts.ts";
import { enrolmentFacts } from "./enrolment-facts.ts";
import type { FactSource } from "./fact-source.ts";
import { institutionFacts } from "./institution-facts.ts";
import { doubleAttendanceFacts } from "./presence-facts.ts";
import { localPriceFacts } from "./price-facts.ts";
import { measureFacts } from "./measure-facts.ts";
import { refundFacts } from "./refund-facts.ts";

/** Every kind of aggregate whose journal tells facts. */
const SOURCES: readonly FactSource[] = [
  attemptFacts,
  balanceFacts,
  classFacts,
  complaintFacts,
  depositFacts,
  doubleAttendanceFacts,
  enrolmentFacts,
  institutionFacts,
  localPriceFacts,
  measureFacts,
  refundFacts,
];

const byType = new Map(SOURCES.map((source) => [source.aggregateType, source]));

/** What a kind of aggregate tells; nothing where it tells no facts. */
export const factSourceOf = (aggregateType: string): FactSource | undefined =>
  byType.get(aggregateType);

export const FACT_SOURCE_TYPES: readonly string[] = [...byType.keys()];
