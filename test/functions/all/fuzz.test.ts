import fc from "fast-check";
import * as z from "zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PREFIX } from "../../../adapters/table/key-names.ts";
import type { UseCaseContract } from "../../../functions/kit/contract.ts";
import { arbitraryOf, type Known } from "../../support/all-operations/arbitrary-of.ts";
import {
  asTexts,
  bendOf,
  bent,
  rawBody,
  strangeHeaders,
} from "../../support/all-operations/hostile.ts";
import {
  bodyOfReply,
  type Knock,
  knock,
  type Operation,
  operation,
  operations,
  type Reply,
  type Visitor,
} from "../../support/all-operations/operations.ts";
import { faultsOf, isYes, problemOfReply } from "../../support/all-operations/replies.ts";
import { requestsAbout } from "../../support/all-operations/requests.ts";
import { type WorldKit, writtenIn } from "../../support/all-operations/world-kit.ts";
import { aWorld, type World } from "../../support/all-operations/world.ts";
import { inputFault } from "../../support/all-operations/input-fault.ts";
import { knownIn } from "../../support/all-operations/known.ts";
import { seedMember } from "../../support/door.ts";
import { fundsOfficer } from "../../support/institution.ts";

const NextCursor = z.looseObject({ nextCursor: z.string() });
const SEED = 20_260_302;
const RUNS = 200;

const world: World = await aWorld();
const decider = await seedMember(
  world.kit.table,
  "decider",
  {
    ...fundsOfficer("unt_411102"),
    duties: ["funds", "institutions", "complaints", "risk", "audit", "reference"],
  },
  { ...fundsOfficer("unt_100000"), duties: ["reference"] },
);
const known: Known = { ...knownIn(world.things), cursor: await cursorsOf() };
const requests = requestsAbout(world.things);
const ids = Object.values(known)
  .flat()
  .filter((one): one is string => typeof one === "string");

/** Cursors that the platform gave out: each is good for one caller and one list only. */
async function cursorsOf(): Promise<readonly string[]> {
  const lists = [
    ["listDivisions", {}],
    ["listInstitutions", { as: decider }],
    ["listEnrolments", { as: world.guardian }],
  ] as const;
  const found: string[] = ["e30.forged"];
  for (const [id, visitor] of lists) {
    const reply = await knock(operation(id).on(world.kit), world.kit, visitor, {
      query: { limit: "1" },
    });
    found.push(NextCursor.parse(bodyOfReply(reply)).nextCursor);
  }
  return found;
}

let before = "";
const answers = new Map<string, number>();
beforeAll(() => {
  before = writtenIn(world.kit);
});
afterAll(() => {
  const counted = [...answers].toSorted(([, a], [, b]) => b - a);
  console.log(`fuzz: ${counted.map(([code, count]) => `${code} ${count}`).join(", ")}`);
});

/** Whoever may ask: with them, nothing but the request itself decides. */
const visitorFor = ({ access }: UseCaseContract): Visitor => {
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
      return { as: decider };
  }
};

/** Requests of every kind: fitting, nearly fitting, and nothing of the sort. */
function requestsFor({ input, id }: UseCaseContract): fc.Arbitrary<Knock> {
  const canonical = requests[id] ?? {};
  const { path, query, body } = input;
  const texts = (schema: z.ZodType) =>
    arbitraryOf(schema, known).map((values) => asTexts(Object(values)));
  const madeUp: fc.Arbitrary<Knock> = fc.record({
    ...(path === undefined ? {} : { path: texts(path) }),
    ...(query === undefined ? {} : { query: texts(query) }),
    ...(body === undefined ? {} : { body: arbitraryOf(body, known) }),
  });
  const fitting = fc.oneof(
    { weight: 1, arbitrary: fc.constant(canonical) },
    { weight: 3, arbitrary: madeUp },
  );
  const nearly = fc
    .tuple(fitting, fc.array(bendOf(ids), { minLength: 1, maxLength: 2 }))
    .map(([request, bends]) => bends.reduce(bent, request));
  return fc.oneof(
    { weight: 8, arbitrary: fitting },
    { weight: 8, arbitrary: nearly },
    { weight: 1, arbitrary: rawBody.map((raw) => ({ ...canonical, body: raw })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fitting, strangeHeaders)
        .map(([request, headers]) => ({ ...request, headers })),
    },
  );
}

/** A kit on the world as it was prepared; a new one after each request that wrote. */
let clean: WorldKit | undefined;

async function replyTo({ contract, on }: Operation, request: Knock): Promise<Reply> {
  const kit = (clean ??= await world.kit.fork());
  const reply = await knock(on(kit), kit, visitorFor(contract), request);
  const isWritten = writtenIn(kit) !== before;
  if (isWritten) clean = undefined;
  const mayWrite = isYes(reply) && contract.touches.writes !== undefined;
  const isWrong = isWritten && !mayWrite && !isAttemptNoted(contract, reply, kit);
  expect(isWrong, `something was written: ${reply.text}`).toBe(false);
  expect(kit.defects.splice(0)).toEqual([]);
  expect(faultsOf(contract, reply)).toEqual([]);
  return reply;
}

/** The one refusal that is noted: what an institution wanted to sell beyond a limit; and nothing but the note is written. */
const isAttemptNoted = ({ id }: UseCaseContract, reply: Reply, kit: WorldKit): boolean =>
  NOTED[id]?.includes(problemOfReply(reply).code) === true &&
  writtenIn(kit, PREFIX.limitAttempts) === before;

const NOTED: Readonly<Record<string, readonly string[]>> = {
  createCourse: ["catalogue.too-many-lessons", "catalogue.price-too-high"],
  openClass: ["catalogue.too-long-a-period"],
};

const inLanguage = (request: Knock, language: string): Knock => ({
  ...request,
  headers: { ...request.headers, "accept-language": language },
});

/** A header was put in that the signature does not cover as it is. */
const isUnsignable = ({ headers = {} }: Knock): boolean =>
  Object.values(headers).some((value) => !/^[\x20-\x7e]*$/.test(value));

const cases = operations.map((each) => ({ id: each.contract.id, operation: each }));

describe("whatever is sent to it", () => {
  it.each(cases)("$id answers as its contract says", async ({ operation }) => {
    const { contract } = operation;
    let yes = 0;
    await fc.assert(
      fc.asyncProperty(requestsFor(contract), async (request) => {
        const reply = await replyTo(operation, request);
        const fault = inputFault(contract, request);
        if (isYes(reply)) {
          yes += 1;
          expect(fault).toBeUndefined();
          answers.set("yes", (answers.get("yes") ?? 0) + 1);
          return;
        }
        const { code } = problemOfReply(reply);
        answers.set(code, (answers.get(code) ?? 0) + 1);
        if (code === "identity.signature-refused") expect(isUnsignable(request)).toBe(true);
        else expect(INPUT_FAULTS.has(code) ? code : undefined).toBe(fault);
        for (const language of ["en", "zh"]) {
          const again = await replyTo(operation, inLanguage(request, language));
          expect(again.headers["content-language"]).toBe(language === "en" ? "en" : "zh-CN");
          expect(problemOfReply(again).code).toBe(code);
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
    expect(yes).toBeGreaterThan(10);
  });

  it("was refused for many reasons", () => {
    expect(answers.get("yes")).toBeGreaterThan(1000);
    expect(answers.get("input.invalid")).toBeGreaterThan(1000);
    expect(answers.size).toBeGreaterThan(25);
  });
});

const INPUT_FAULTS: ReadonlySet<string> = new Set([
  "input.invalid",
  "input.not-json",
  "input.too-large",
]);
