import { beforeEach, describe, expect, it } from "vitest";
import { PACK_VERSION } from "../../../domain/reference/national-rule-pack.ts";
import { HOUR_MS } from "../../../domain/shared/time.ts";
import { dueLine } from "../../support/deadlines.ts";
import { type Caller, seedMember } from "../../support/door.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { freezeCalls, freezeLine } from "../../support/freezes.ts";
import { fundsOfficer } from "../../support/institution.ts";
import { lessonCalls } from "../../support/lessons.ts";
import { limits } from "../../support/money-builders.ts";
import { rejected, reportResult } from "../../support/release-line.ts";

const COUNTY = "unt_411102";

let world: EarnedSetting;
let author: Caller;
let other: Caller;
let calls: ReturnType<typeof freezeCalls>;
let line: ReturnType<typeof freezeLine>;

beforeEach(async () => {
  world = await earnedSetting(1, 2);
  const { table } = world.kit;
  author = await seedMember(table, "author", fundsOfficer(COUNTY));
  other = await seedMember(table, "other", fundsOfficer(COUNTY));
  calls = freezeCalls(world.kit, world.institutionId);
  line = freezeLine(world.kit, world.bank);
});

async function frozen(): Promise<string> {
  const { proposalId } = (await calls.freeze(author)).body;
  await calls.decide(other, proposalId);
  return proposalId;
}

async function lifted(): Promise<void> {
  const { proposalId } = (await calls.lift(author)).body;
  expect((await calls.decide(other, proposalId)).status).toBe(200);
}

/** Everything that can release money gets its chance. */
async function everythingRuns(): Promise<void> {
  await world.line.instruct();
  await world.line.send();
}

describe("what is held", () => {
  it("is neither instructed nor sent, while families go on confirming", async () => {
    await frozen();
    await everythingRuns();
    expect([world.instructionCount(), world.bank.asked.length]).toEqual([0, 0]);
    const lessons = lessonCalls(world.kit, world.classId);
    const [family] = world.families;
    await lessons.attend(
      world.teacher,
      [{ enrolmentId: family?.enrolmentId ?? "", attendance: "present" }],
      { session: "2" },
    );
    await lessons.request(world.teacher, undefined, { session: "2" });
    const confirmed = await lessons.confirm(family?.guardian ?? author, family?.enrolmentId ?? "", {
      lesson: "2",
    });
    expect(confirmed.status).toBe(200);
    expect((await world.enrolment()).balances).toMatchObject({ earned: 20_000, releasing: 0 });
  });

  it("goes on exactly once after the freeze, whatever of it stood where", async () => {
    const [first] = world.families;
    // The first family's fee is instructed before the freeze, and not sent; the second's is only earned.
    await world.line.instruct();
    await frozen();
    await world.line.send();
    const lessons = lessonCalls(world.kit, world.classId);
    await lessons.attend(
      world.teacher,
      [{ enrolmentId: first?.enrolmentId ?? "", attendance: "present" }],
      { session: "2" },
    );
    await lessons.request(world.teacher, undefined, { session: "2" });
    await lessons.confirm(first?.guardian ?? author, first?.enrolmentId ?? "", { lesson: "2" });
    await everythingRuns();
    expect(world.bank.asked).toEqual([]);

    await lifted();
    const messages = await line.find();
    expect(await line.resume([...messages, ...messages])).toEqual([]);
    await everythingRuns();
    await line.resume(messages);
    expect(world.bank.paid.size).toBe(3);
    expect(world.kit.defects).toEqual([]);
  });

  it("is held again by a freeze that comes while it is resumed", async () => {
    await frozen();
    await everythingRuns();
    await lifted();
    const messages = await line.find();
    await calls.freeze(author);
    expect(await line.resume(messages)).toEqual([]);
    await everythingRuns();
    expect([world.instructionCount(), world.bank.asked.length]).toEqual([0, 0]);
  });

  it("waits without falling due each minute, and is instructed once after the freeze", async () => {
    world = await earnedSetting(1, 1, { ...limits, rulePackVersion: PACK_VERSION });
    calls = freezeCalls(world.kit, world.institutionId);
    line = freezeLine(world.kit, world.bank);
    author = await seedMember(world.kit.table, "author", fundsOfficer(COUNTY));
    other = await seedMember(world.kit.table, "other", fundsOfficer(COUNTY));
    await frozen();
    world.kit.advance(HOUR_MS);
    const due = dueLine(world.kit);
    expect(await due.minute()).toBe(1);
    expect(await due.look()).toEqual([]);
    expect(await world.lessonStatus()).toBe("confirmed");
    const [family] = world.families;
    const undone = await lessonCalls(world.kit, world.classId).undo(
      family?.guardian ?? author,
      family?.enrolmentId ?? "",
    );
    expect(undone.body.code).toBe("lesson.undo-over");
    await lifted();
    await line.resume(await line.find());
    await everythingRuns();
    expect(world.bank.paid.size).toBe(1);
  });

  it("waits as a release that came back, and no person is called for it", async () => {
    await everythingRuns();
    const [order] = world.bank.asked;
    if (order === undefined) throw new Error("a release was sent");
    await reportResult(world.kit, world.signer, rejected(order));
    await frozen();
    world.kit.advance(HOUR_MS);
    const due = dueLine(world.kit);
    expect(await due.minute()).toBe(1);
    expect(await due.look()).toEqual([]);
    expect(world.kit.table.all().filter((item) => item.type === "task")).toEqual([]);
    await lifted();
    const messages = await line.find();
    expect(await line.resume([...messages, ...messages])).toEqual([]);
    expect(await due.minute()).toBe(1);
    await line.resume(messages);
    expect(await due.minute()).toBe(0);
    await everythingRuns();
    expect(new Set(world.bank.asked.map(({ instructionId }) => instructionId)).size).toBe(3);
    expect(world.kit.defects).toEqual([]);
  });
});
