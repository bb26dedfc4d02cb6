import { beforeAll, describe, expect, it } from "vitest";
import {
  knock,
  type Knock,
  operation,
  type Visitor,
} from "../../support/all-operations/operations.ts";
import { problemOfReply } from "../../support/all-operations/replies.ts";
import { requestsAbout } from "../../support/all-operations/requests.ts";
import { aWorld, type World } from "../../support/all-operations/world.ts";

/** Requests that once got an answer they should not have got, each by its name. */

let world: World;
let requests: ReturnType<typeof requestsAbout>;
beforeAll(async () => {
  world = await aWorld();
  requests = requestsAbout(world.things);
});

const ask = (id: string, visitor: Visitor, changes: Knock = {}) =>
  knock(operation(id).on(world.kit), world.kit, visitor, { ...requests[id], ...changes });

const withBody = (id: string, changes: object): Knock => ({
  body: { ...Object(requests[id]?.body), ...changes },
});

describe("a time that no calendar of the platform holds is bad input and no defect", () => {
  it.each(["0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59"])(
    "%s as the time of a pay-in",
    async (paidAt) => {
      const reply = await ask(
        "notifyPayIn",
        { signer: world.signer },
        withBody("notifyPayIn", { paidAt }),
      );
      const { code, fields } = problemOfReply(reply);
      expect({ code, paths: fields?.map(({ path }) => path) }).toEqual({
        code: "input.invalid",
        paths: ["body.paidAt"],
      });
      expect(world.kit.defects).toEqual([]);
    },
  );

  it("a class at the end of the year 9999, whose last day of sale has no date", async () => {
    const sessions = ["26", "27", "28", "29"].map((day) => ({
      startsAt: `9999-12-${day}T09:00:00Z`,
      endsAt: `9999-12-${day}T09:30:00Z`,
    }));
    const reply = await ask("openClass", { as: world.owner }, withBody("openClass", { sessions }));
    expect(problemOfReply(reply).code).toBe("input.invalid");
    expect(world.kit.defects).toEqual([]);
  });
});

describe("a command that takes no body", () => {
  const confirm = (body: unknown) => ask("confirmLesson", { as: world.guardian }, { body });

  it("names each field that is sent all the same", async () => {
    const { code, fields } = problemOfReply(await confirm({ amountFen: 1, status: "paid" }));
    expect(code).toBe("input.invalid");
    expect(fields?.map(({ path }) => path)).toEqual(["body.amountFen", "body.status"]);
  });

  it.each([
    ["[]", "input.invalid"],
    ["null", "input.invalid"],
    ['"confirm"', "input.invalid"],
    ["{", "input.not-json"],
    [`"${"x".repeat(300_000)}"`, "input.too-large"],
  ])("refuses what is no object: %.20s", async (body, code) => {
    expect(problemOfReply(await confirm(body)).code).toBe(code);
  });

  it("takes an empty object, as clients send one by habit", async () => {
    expect((await confirm({})).status).toBe(200);
  });
});

describe("the body of a GET", () => {
  it("means nothing, however large", async () => {
    const reply = await ask("getCourse", {}, { body: "x".repeat(300_000) });
    expect(reply.status).toBe(200);
  });
});
