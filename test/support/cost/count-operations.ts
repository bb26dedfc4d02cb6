import { OfficerDuty } from "../../../domain/identity/member.ts";
import { NATION_ID } from "../../../domain/reference/division.ts";
import type { UseCaseContract } from "../../../functions/kit/contract.ts";
import { knock, type Operation, type Visitor } from "../all-operations/operations.ts";
import { isYes } from "../all-operations/replies.ts";
import { requestsAbout } from "../all-operations/requests.ts";
import { WHOSE } from "../all-operations/whose.ts";
import { aWorld, COUNTY, type World } from "../all-operations/world.ts";
import { seedMember } from "../door.ts";
import { fundsOfficer } from "../institution.ts";
import { type Cost, countingTable, NO_COST, plus } from "./counting-table.ts";

/** What one call of a use case costs. */
export interface OperationCost {
  readonly id: string;
  /** On a function that has served such a call within the minute: roles, rules and calendar are at hand. */
  readonly warm: Cost;
  /** On a function that has just started. */
  readonly cold: Cost;
  /** What the warm call reads and writes, for a person who looks into it. */
  readonly items: readonly string[];
}

/** Builds a world, and counts in it the call that `all-operations` knows of a use case, each on a copy. */
export async function operationCounter(): Promise<
  (operation: Operation) => Promise<OperationCost>
> {
  const world = await aWorld();
  const officerIn = (unitId: string) =>
    seedMember(world.kit.table, `officer-of-all-duties-${unitId}`, {
      ...fundsOfficer(unitId),
      duties: [...OfficerDuty.options],
    });
  const officers = { county: await officerIn(COUNTY), nation: await officerIn(NATION_ID) };
  return (operation) => countOperation({ ...world, officers }, operation);
}

type CallersWorld = World & { readonly officers: Record<"county" | "nation", World["author"]> };

async function countOperation(
  world: CallersWorld,
  { contract, on }: Operation,
): Promise<OperationCost> {
  let cost = NO_COST;
  let items: string[] = [];
  let { table } = await world.kit.fork();
  const counting = countingTable(
    () => table,
    (part, item) => {
      cost = plus(cost, part);
      items.push(item);
    },
  );
  const kit = await world.kit.fork(() => counting);
  const handler = on(kit);
  const request = requestsAbout(world.things)[contract.id];
  if (request === undefined) throw new Error(`${contract.id} has no entry in requests.ts`);
  const ask = async (): Promise<Cost> => {
    [cost, items] = [NO_COST, []];
    const reply = await knock(handler, kit, visitorFor(world, contract), request);
    if (!isYes(reply)) throw new Error(`${contract.id} answered ${reply.status}: ${reply.text}`);
    return cost;
  };
  const cold = await ask();
  ({ table } = await world.kit.fork());
  const warm = await ask();
  return { id: contract.id, warm, cold, items };
}

/** Whoever may ask. */
function visitorFor(world: CallersWorld, { id, access }: UseCaseContract): Visitor {
  switch (access.role) {
    case "anyone":
      return {};
    case "bank":
      return { signer: world.signer };
    case "account":
    case "guardian":
      return { as: world.guardian };
    case "institution":
      return { as: world.owner };
    case "officer":
      return { as: world.officers[WHOSE[id]?.of === "nation" ? "nation" : "county"] };
  }
}
