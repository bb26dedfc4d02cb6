import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everybody, type Someone } from "../../support/all-operations/callers.ts";
import { SHOWN, verdict } from "../../support/all-operations/judgement.ts";
import { knock, type Operation, operations } from "../../support/all-operations/operations.ts";
import { faultsOf, isYes, problemOfReply } from "../../support/all-operations/replies.ts";
import { requestsAbout } from "../../support/all-operations/requests.ts";
import { WHOSE, type Whose } from "../../support/all-operations/whose.ts";
import { writtenIn } from "../../support/all-operations/world-kit.ts";
import { aWorld, type World } from "../../support/all-operations/world.ts";

let world: World;
let people: readonly Someone[];
/** All that lies in the table before anybody knocks. */
let before = "";
const count = { denied: 0, allowed: 0 };

beforeAll(async () => {
  world = await aWorld();
  people = await everybody(world);
  before = writtenIn(world.kit);
});

afterAll(() => {
  console.log(`authorization matrix: ${count.denied} denials, ${count.allowed} admissions`);
});

const cases = operations.map((each) => ({ id: each.contract.id, operation: each }));

const whoseIs = (id: string): Whose => {
  const whose = WHOSE[id];
  if (whose === undefined) throw new Error(`say in WHOSE whose things ${id} is about`);
  return whose;
};

/** One knock at one door; what went otherwise than the rules say. */
async function faultsWith(
  { contract, on }: Operation,
  whose: Whose,
  someone: Someone,
): Promise<readonly string[]> {
  const expected = verdict(contract, whose, someone, world.things);
  const mayWrite = expected === "yes" && contract.touches.writes !== undefined;
  const kit = mayWrite ? await world.kit.fork() : world.kit;
  const request = requestsAbout(world.things)[contract.id] ?? {};
  const reply = await knock(on(kit), kit, someone.visitor, request);
  count[expected === "yes" ? "allowed" : "denied"] += 1;
  const isAsExpected = expected === "yes" ? isYes(reply) : reply.status === expected;
  const faults = [
    ...(isAsExpected ? [] : [`${expected} expected, ${reply.status} found: ${reply.text}`]),
    ...faultsOf(contract, reply),
    ...(mayWrite || writtenIn(kit) === before ? [] : ["something was written"]),
  ];
  return faults.map((fault) => `${someone.name}: ${fault}`);
}

describe("the authorization matrix", () => {
  it("knows of each operation what to ask and whose it is, and of no other", () => {
    const ids = operations.map(({ contract }) => contract.id).toSorted();
    expect(Object.keys(requestsAbout(world.things)).toSorted()).toEqual(ids);
    expect(Object.keys(WHOSE).toSorted()).toEqual(ids);
  });

  it.each(cases)("$id admits those who may and nobody else", async ({ id, operation }) => {
    const faults: string[] = [];
    for (const someone of people)
      faults.push(...(await faultsWith(operation, whoseIs(id), someone)));
    expect(faults).toEqual([]);
    expect(world.kit.defects).toEqual([]);
  });

  it.each(cases.filter(({ id }) => id in SHOWN))(
    "$id shows what is the caller's and nothing else",
    async ({ id, operation: { contract, on } }) => {
      const { whose, thing } = SHOWN[id] ?? { whose: whoseIs(id), thing: () => "" };
      const shownTo: string[] = [];
      const meantFor: string[] = [];
      for (const someone of people) {
        const reply = await knock(on(world.kit), world.kit, someone.visitor, {});
        if (isYes(reply) && reply.text.includes(thing(world.things))) shownTo.push(someone.name);
        if (verdict(contract, whose, someone, world.things) === "yes") meantFor.push(someone.name);
      }
      expect(meantFor.length).toBeGreaterThan(0);
      expect(shownTo).toEqual(meantFor);
    },
  );

  it.each(cases.filter(({ operation }) => operation.contract.access.role === "bank"))(
    "$id believes a nonce once, whatever is signed with it",
    async ({ id, operation: { on } }) => {
      const kit = await world.kit.fork();
      const signed = { signer: world.signer, nonce: "a-nonce-of-a-bank" };
      const request = requestsAbout(world.things)[id] ?? {};
      expect((await knock(on(kit), kit, signed, request)).status).toBe(200);
      const afterwards = writtenIn(kit);
      const again = await knock(on(kit), kit, signed, request);
      expect(problemOfReply(again).code).toBe("identity.nonce-replayed");
      expect(writtenIn(kit)).toBe(afterwards);
    },
  );

  it("has denied thousands of calls, each without a trace", () => {
    expect(count.denied).toBeGreaterThan(4000);
    expect(count.allowed).toBeGreaterThan(800);
    expect(writtenIn(world.kit)).toBe(before);
  });
});
