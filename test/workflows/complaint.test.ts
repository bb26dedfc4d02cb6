import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../domain/shared/time.ts";
import { ComplaintWorkflow } from "../../infra/constructs/complaint-workflow.ts";
import { type ComplaintCity, complaintCity, filed } from "../support/complaint-city.ts";
import { complaintSteps, walkComplaint } from "../support/complaint-workflow.ts";
import { dueLine } from "../support/deadlines.ts";
import type { Caller } from "../support/door.ts";
import { entriesIn } from "../support/events.ts";
import { notWalked, type Walked } from "../support/run-workflow.ts";
import { problemsOf } from "../support/workflows/asl.ts";
import { definitionOf } from "../support/workflows/construct-definition.ts";

let definitionText = "";
let city: ComplaintCity;
let steps: ReturnType<typeof complaintSteps>;
const walks: Walked[] = [];

beforeAll(() => {
  definitionText = definitionOf(ComplaintWorkflow);
});
beforeEach(async () => {
  city = await complaintCity();
  steps = complaintSteps(city.kit);
});

type Act = () => Promise<unknown>;
const WORDS = { text: "经核实，情况如下。" };

/** What people do with one complaint; each has to succeed. */
function people(complaintId: string) {
  const act =
    (id: string, as: Caller, body?: object): Act =>
    async () => {
      const answer = await city.ask(id, as, { path: { complaintId }, ...(body && { body }) });
      if (answer.status !== 200) throw new Error(`${id}: ${JSON.stringify(answer.body)}`);
    };
  const decide = { step: "decide", finding: "dismissed", ...WORDS };
  return {
    answer: act("respondToComplaint", city.service, WORDS),
    accept: act("acceptResolution", city.family),
    reject: act("rejectResolution", city.family, WORDS),
    withdraw: act("withdrawComplaint", city.family),
    takeUp: act("mediateComplaint", city.county, { step: "take-up" }),
    county: (changes: object = {}) =>
      act("mediateComplaint", city.county, { ...decide, ...changes }),
    city: act("mediateComplaint", city.city, decide),
    province: (changes: object = {}) =>
      act("mediateComplaint", city.province, { ...decide, ...changes }),
    reopen: act("reopenComplaint", city.family, WORDS),
  };
}

async function walk(complaintId: string, acts: readonly Act[], attempt = 1): Promise<Walked> {
  const walked = await walkComplaint(definitionText, steps, { complaintId, attempt }, acts);
  walks.push(walked);
  return walked;
}

const eventsNamed = (name: string) =>
  entriesIn(city.kit.table).filter(({ eventName }) => eventName === name);

describe("the workflow of a complaint", () => {
  it("ends with the answer that the family accepts", async () => {
    const complaintId = await filed(city);
    const { answer, accept } = people(complaintId);
    const { status, states } = await walk(complaintId, [answer, accept]);
    expect([status, states]).toEqual([
      "SUCCEEDED",
      [
        "Triage",
        "WhoseTurn",
        "AskInstitution",
        "WhoseTurn",
        "IsFamilySatisfied",
        "WhoseTurn",
        "CloseComplaint",
        "IsRefundDue",
        "HasLead",
        "Closed",
      ],
    ]);
  });

  it("climbs with the complaint to the province, and brings about what is decided there", async () => {
    const [family] = city.families;
    const complaintId = await filed(city, { enrolmentId: family?.enrolmentId });
    const { answer, reject, takeUp, county, city: decide, province } = people(complaintId);
    const orders = { finding: "upheld", refund: { amountFen: 100 }, lead: "unsafe-place" };
    const { status, states } = await walk(complaintId, [
      answer,
      reject,
      takeUp,
      county(),
      reject,
      decide,
      reject,
      province(orders),
    ]);
    expect(status).toBe("SUCCEEDED");
    expect(states.filter((name) => name !== "WhoseTurn")).toEqual([
      "Triage",
      "AskInstitution",
      "IsFamilySatisfied",
      "MediateAtCounty",
      "IsFamilySatisfied",
      "DecideAtCity",
      "IsFamilySatisfied",
      "DecideAtProvince",
      "CloseComplaint",
      "IsRefundDue",
      "OrderRefund",
      "HasLead",
      "HandOverLead",
      "Closed",
    ]);
    expect(eventsNamed("refund-ordered")).toHaveLength(1);
    expect(eventsNamed("lead-handed-over")).toHaveLength(1);
    expect(city.kit.defects).toEqual([]);
  });

  it("is moved on by the clock as by people: nobody answers, and it climbs by itself", async () => {
    const complaintId = await filed(city);
    const line = dueLine(city.kit);
    const aDay: Act = async () => {
      city.kit.advance(DAY_MS);
      await line.minute();
    };
    const { withdraw } = people(complaintId);
    const { status, states } = await walk(complaintId, [
      ...Array.from({ length: 60 }, () => aDay),
      withdraw,
    ]);
    expect(status).toBe("SUCCEEDED");
    expect(states.filter((name) => /^(Ask|Mediate|Decide)/.test(name))).toEqual([
      "AskInstitution",
      "MediateAtCounty",
      "DecideAtCity",
      "DecideAtProvince",
    ]);
  });

  it("does not wait for what has happened before it came to wait", async () => {
    const complaintId = await filed(city);
    const { answer, accept } = people(complaintId);
    await answer();
    await accept();
    const { status, states } = await walk(complaintId, []);
    expect([status, states.includes("AskInstitution")]).toEqual(["SUCCEEDED", false]);
  });

  it("bears every event twice, and answers that come late", async () => {
    const complaintId = await filed(city);
    const { answer, accept } = people(complaintId);
    const again: Act = () => steps.deliver(true);
    const { status, calls } = await walk(complaintId, [answer, again, again, accept, again]);
    expect(status).toBe("SUCCEEDED");
    expect(calls.filter(({ name }) => name === "settleComplaintLessons")).toHaveLength(1);
  });

  it("begins once for each attempt, and the first is over when the second begins", async () => {
    const complaintId = await filed(city);
    const { answer, accept, reopen, takeUp, county } = people(complaintId);
    await walk(complaintId, [answer, accept]);
    await reopen();
    await steps.deliver(true);
    expect(new Set(steps.begun.map(({ name }) => name))).toEqual(
      new Set([`${complaintId}-1`, `${complaintId}-2`]),
    );
    const late = await walk(complaintId, []);
    expect([late.status, late.states.includes("MediateAtCounty")]).toEqual(["SUCCEEDED", false]);
    const second = await walk(complaintId, [takeUp, county(), accept], 2);
    expect([second.status, second.states.includes("MediateAtCounty")]).toEqual(["SUCCEEDED", true]);
  });

  it("comes to each of its states, and takes each of its ways", () => {
    expect(notWalked(definitionText, walks)).toEqual([]);
    expect(problemsOf(definitionText)).toBe("");
  });
});
