import { beforeEach, describe, expect, it } from "vitest";
import { lessonsOf } from "../../../adapters/repositories/lesson-items.ts";
import { ComplaintFiled } from "../../../events/complaint.ts";
import { freezeDisputedLessons } from "../../../functions/complaint/freeze-disputed-lessons.ts";
import * as tasks from "../../../functions/complaint/task-contracts.ts";
import { eventLambda } from "../../../functions/kit/event.ts";
import {
  aStatement,
  type ComplaintCity,
  complaintCity,
  filed,
} from "../../support/complaint-city.ts";
import { complaintSteps } from "../../support/complaint-workflow.ts";
import { disputeCalls } from "../../support/disputes.ts";
import { busEventOf, entriesIn } from "../../support/events.ts";
import { lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

let city: ComplaintCity;
let enrolmentId: string;
let facts: ReturnType<typeof lessonFacts>;

/** Lessons 1 and 2 await the family's confirmation, lesson 3 is only taught. */
beforeEach(async () => {
  city = await complaintCity();
  enrolmentId = city.families[0]?.enrolmentId ?? "";
  facts = lessonFacts(city.kit);
  const calls = lessonCalls(city.kit, city.classId);
  for (const session of ["1", "2", "3"])
    await calls.attend(city.teacher, present(enrolmentId), { session });
  for (const session of ["1", "2"]) await calls.request(city.teacher, [enrolmentId], { session });
});

const freeze = () =>
  eventLambda(
    tasks.freezeDisputedLessons,
    ComplaintFiled,
    freezeDisputedLessons,
    city.kit,
  )(busEventOf(city.kit.table, ComplaintFiled.name));

/** What the workflow does once a complaint is over. */
async function close(complaintId: string): Promise<void> {
  const { functions } = complaintSteps(city.kit);
  const input = { execution: `${complaintId}-1`, complaintId, attempt: 1 };
  for (const name of ["settleComplaintLessons", "orderComplaintRefund", "handOverComplaintLead"])
    await functions[name]?.(input);
}

async function frozen(lessons = [1, 2, 3]): Promise<string> {
  const complaintId = await filed(city, { enrolmentId, lessons });
  await freeze();
  return complaintId;
}

const write = (
  id: string,
  as: "family" | "service" | "county",
  complaintId: string,
  body: object,
) => city.ask(id, city[as], { path: { complaintId }, body });

/** Through the institution and the county to an end that the family accepts. */
async function ended(complaintId: string, decision: object): Promise<void> {
  await write("respondToComplaint", "service", complaintId, { text: "已答复。" });
  await write("rejectResolution", "family", complaintId, { text: "不认可。" });
  await write("mediateComplaint", "county", complaintId, { step: "take-up" });
  const decided = await write("mediateComplaint", "county", complaintId, {
    step: "decide",
    text: "经查。",
    ...decision,
  });
  expect(decided.status).toBe(200);
  await city.ask("acceptResolution", city.family, { path: { complaintId } });
}

const statuses = async () =>
  (await lessonsOf(city.kit.table, enrolmentId)).map(({ status }) => status);

const eventsNamed = (name: string) =>
  entriesIn(city.kit.table).filter(({ eventName }) => eventName === name);

describe("a complaint about lessons", () => {
  it("freezes those that await confirmation, once, and leaves the others", async () => {
    const complaintId = await frozen();
    await freeze();
    expect(await statuses()).toEqual(["disputed", "disputed", "taught"]);
    expect((await facts.enrolment(enrolmentId)).balances).toMatchObject({
      disputed: 2 * LESSON_FEN,
      unconsumed: LESSON_FEN,
    });
    const { body } = await disputeCalls(city.kit).list(city.officer);
    expect(body.disputes).toMatchObject([{ complaintId }, { complaintId }]);
    expect(city.kit.defects).toEqual([]);
  });

  it("gives back what was found for the family, then orders the refund, each once", async () => {
    const complaintId = await frozen();
    const decision = { finding: "upheld", refund: { lessons: [1, 2] }, lead: "other" };
    await ended(complaintId, decision);
    await close(complaintId);
    await close(complaintId);
    expect((await facts.enrolment(enrolmentId)).balances).toMatchObject({
      disputed: 0,
      unconsumed: 3 * LESSON_FEN,
    });
    expect(eventsNamed("refund-ordered").map(({ data }) => data)).toEqual([
      {
        complaintId,
        institutionId: city.institutionId,
        enrolmentId,
        refund: { lessons: [1, 2] },
        tier: "county",
        orderedBy: "authority",
      },
    ]);
    expect(eventsNamed("lead-handed-over")).toHaveLength(1);
    const order = entriesIn(city.kit.table).map(({ eventName }) => eventName);
    expect(order.indexOf("dispute-found-for-family")).toBeLessThan(order.indexOf("refund-ordered"));
    expect(city.kit.defects).toEqual([]);
  });

  it("earns the institution what was found for it", async () => {
    const complaintId = await frozen();
    await ended(complaintId, { finding: "dismissed" });
    await close(complaintId);
    expect((await facts.enrolment(enrolmentId)).balances).toMatchObject({
      disputed: 0,
      earned: 2 * LESSON_FEN,
    });
    expect(eventsNamed("refund-ordered")).toEqual([]);
  });

  it("asks the family again after a withdrawal, and its time begins anew", async () => {
    const complaintId = await frozen();
    await city.ask("withdrawComplaint", city.family, { path: { complaintId } });
    await close(complaintId);
    expect(await statuses()).toEqual(["requested", "requested", "taught"]);
    expect((await facts.enrolment(enrolmentId)).balances).toMatchObject({
      disputed: 0,
      pending: 2 * LESSON_FEN,
    });
  });

  it("leaves alone what the family disputed by itself", async () => {
    await disputeCalls(city.kit).dispute(city.family, enrolmentId, { lesson: "1" });
    const complaintId = await frozen();
    await city.ask("withdrawComplaint", city.family, { path: { complaintId } });
    await close(complaintId);
    expect(await statuses()).toEqual(["disputed", "requested", "taught"]);
  });

  it("is refused for an order of someone else's, or with more money than was paid", async () => {
    const strangers = city.families[1]?.enrolmentId;
    const { status } = await city.ask("fileComplaint", city.family, {
      body: aStatement(city, { enrolmentId: strangers }),
    });
    expect(status).toBe(404);
    const complaintId = await filed(city, { enrolmentId });
    const offered = await write("respondToComplaint", "service", complaintId, {
      text: "同意退费。",
      refund: { amountFen: 30_001 },
    });
    expect([offered.status, offered.body.code]).toEqual([422, "complaint.refund-too-high"]);
  });
});
