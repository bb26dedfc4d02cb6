import { type KeyPrefix, PREFIX } from "../../adapters/table/key-names.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { TaskContract, UseCaseContract } from "../../functions/kit/contract.ts";

export type Contract = UseCaseContract | TaskContract;
export const isUseCase = (contract: Contract): contract is UseCaseContract => "access" in contract;

/** What the wrapper reads for everyone who calls in a role: who they are and what they belong to. */
const readByWrapper = (contract: Contract): readonly KeyPrefix[] => {
  if (!isUseCase(contract)) return [];
  if (contract.access.role === "bank") return ["bank"];
  return ["guardian", "institution", "officer"].includes(contract.access.role)
    ? ["member", "unit"]
    : [];
};

/** What the wrapper writes: the record of a command, of an event's consumption, of a signed request. */
function writtenByWrapper(contract: Contract): readonly KeyPrefix[] {
  if (!isUseCase(contract)) return contract.trigger.kind === "events" ? ["idempotency"] : [];
  const record: readonly KeyPrefix[] = contract.method === "GET" ? [] : ["idempotency"];
  return contract.access.role === "bank" ? [...record, "nonce"] : record;
}

/** Of which partitions a function writes items. */
export const written = (contract: Contract): readonly KeyPrefix[] => [
  ...(contract.touches.writes ?? []),
  ...writtenByWrapper(contract),
  // The first personal record of a month makes the month's data key.
  ...(contract.touches.writes?.includes("personal") === true ? (["dataKey"] as const) : []),
];

/** Of which partitions a function reads items. */
export const read = (contract: Contract): readonly KeyPrefix[] => [
  ...(contract.touches.reads ?? []),
  ...readByWrapper(contract),
  ...(contract.touches.personal === undefined ? [] : (["dataKey"] as const)),
  ...written(contract),
];

/** Personal fields and their data keys by the classes of records that the contract names, all else whole. */
export function patterns(prefixes: readonly KeyPrefix[], { touches }: Contract): readonly string[] {
  const { personal = [] } = touches;
  const of = (prefix: KeyPrefix): readonly string[] => {
    if (prefix === "personal") return personal.map((one) => keys.personal(one, "*").pk);
    if (prefix === "dataKey") return personal.map((one) => keys.dataKey(one, "2026-03").pk);
    return [`${PREFIX[prefix]}#*`];
  };
  return [...new Set(prefixes)].flatMap(of).toSorted();
}
