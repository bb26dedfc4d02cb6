import { beforeEach, describe, expect, it } from "vitest";
import { AlertId } from "../../../domain/shared/ids.ts";
import { HOUR_MS } from "../../../domain/shared/time.ts";
import { dueLine, noticesTo } from "../../support/deadlines.ts";
import { once } from "../../support/door.ts";
import { collapsed } from "../../support/mass-refunds.ts";
import { type MeasureCity, measureCity, notesOn, seedAlert } from "../../support/measures.ts";

let city: MeasureCity;
let alertId: string;

beforeEach(async () => {
  city = await measureCity();
  ({ alertId } = await seedAlert(city));
});

/** An officer freezes the institution because of its alert. @returns the matter */
async function frozenBecause(): Promise<string> {
  const answer = await city.freezes.freeze(city.author, once(), { alertId });
  expect(answer.status).toBe(202);
  return answer.body.proposalId;
}

const BEGUN = ["alert-matter-begun", "freeze"];
const ENDED = ["alert-matter-ended", "freeze"];

describe("a freeze because of an alert", () => {
  it("is on the alert's timeline, from its beginning until two officers lift it", async () => {
    const proposalId = await frozenBecause();
    await city.freezes.decide(city.other, proposalId);
    expect(await notesOn(city, alertId)).toEqual([BEGUN]);
    await city.lifted();
    expect(await notesOn(city, alertId)).toEqual([BEGUN, ENDED]);
    const { body } = await city.ask("getAlert", city.watcher, { path: { alertId } });
    expect(body.timeline.slice(1)).toMatchObject([
      { by: "officer", proposalId, measure: "freeze" },
      { by: "officer", proposalId, measure: "freeze", cause: "officers" },
    ]);
    expect(city.kit.defects).toEqual([]);
  });

  it("ends there by the word of the officer who rejects it", async () => {
    await city.freezes.decide(city.other, await frozenBecause(), "reject");
    const { body } = await city.ask("getAlert", city.watcher, { path: { alertId } });
    expect(body.timeline.at(-1)).toMatchObject({
      event: "alert-matter-ended",
      by: "officer",
      cause: "rejected",
    });
  });

  it("ends there by itself where nobody confirms it, once", async () => {
    await frozenBecause();
    const due = dueLine(city.kit);
    city.kit.advance(24 * HOUR_MS);
    const messages = await due.look();
    expect(await due.actOn([...messages, ...messages])).toEqual([]);
    const { body } = await city.ask("getAlert", city.watcher, { path: { alertId } });
    const ends = body.timeline.filter(
      ({ event }: { readonly event: string }) => event === "alert-matter-ended",
    );
    expect(ends).toMatchObject([{ by: "platform", measure: "freeze", cause: "lapsed" }]);
  });

  it("is noted on no alert that it was not ordered for", async () => {
    await city.frozen();
    await city.lifted();
    expect(await notesOn(city, alertId)).toEqual([]);
  });

  it("is refused, and nothing written, for an alert of another institution or an article that does not bear it", async () => {
    const elsewhere = await seedAlert(
      { kit: city.kit, institutionId: "ins_01KJNP0000000000000000000Z" },
      { alertId: AlertId.parse(`alr_${"0".repeat(25)}2`) },
    );
    const before = city.kit.table.all().length;
    const of = (because: object) => city.freezes.freeze(city.author, once(), because);
    const answers = [
      await of({ alertId: elsewhere.alertId }),
      await of({ basis: "penalty-28" }),
      await of({ basis: "penalty-1" }),
      await of({ basis: undefined }),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [404, "resource.not-found"],
      [422, "measure.basis-unfit"],
      [400, "input.invalid"],
      [400, "input.invalid"],
    ]);
    expect(city.kit.table.all().length).toBe(before);
  });
});

describe("a mass refund under a freeze because of an alert", () => {
  it("is on the timeline too, from its order until the families are paid", async () => {
    const collapse = await collapsed(city, city.kit, city.kit.table, { alertId });
    await collapse.bankHolds();
    await collapse.ordered();
    expect(await notesOn(city, alertId)).toEqual([BEGUN, ["alert-matter-begun", "mass-refund"]]);
    await collapse.line.plan();
    await collapse.line.open(await collapse.line.queued());
    await collapse.line.instruct();
    await collapse.bankPays();
    await collapse.line.follow();
    const { body } = await city.ask("getAlert", city.watcher, { path: { alertId } });
    const [, , begun, ended, ...more] = body.timeline;
    expect([begun.by, ended.by, ended.cause, more]).toEqual([
      "officer",
      "platform",
      "completed",
      [],
    ]);
    expect(ended.proposalId).toBe(begun.proposalId);
  });
});

describe("a freeze", () => {
  it("shows its institution the article and until when, never the alert or the officer", async () => {
    const proposalId = await frozenBecause();
    const ask = async () =>
      (
        await city.ask("listInstitutionMeasures", city.owner, {
          path: { institutionId: city.institutionId },
        })
      ).body;
    const { freeze } = await ask();
    expect(Object.keys(freeze)).toEqual(["basis", "since", "lapsesAt"]);
    expect(freeze.basis).toMatchObject({
      article: "教监管函〔2021〕2号",
      verification: "unverified",
    });
    expect(Date.parse(freeze.lapsesAt)).toBe(city.kit.now() + 24 * HOUR_MS);
    expect(noticesTo(city.kit, city.institutionId)).toContain("institution-frozen");
    await city.freezes.decide(city.other, proposalId);
    expect((await ask()).freeze).not.toHaveProperty("lapsesAt");
    await city.lifted();
    expect(await ask()).not.toHaveProperty("freeze");
  });

  it("shows the officer who decides it the article and the alert", async () => {
    await frozenBecause();
    const { body } = await city.ask("listProposals", city.other, {
      query: { kind: "institution-freeze" },
    });
    expect(body.proposals).toMatchObject([{ alertId, basis: { code: "prepaid-fees-2021-2" } }]);
  });
});
