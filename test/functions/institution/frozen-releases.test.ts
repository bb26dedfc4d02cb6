import { beforeEach, describe, expect, it } from "vitest";
import { PACK_VERSION } from "../../../domain/reference/national-rule-pack.ts";
import { HOUR_MS } from "../../../domain/shared/time.ts";
import { dueLine } from "../../support/deadlines.ts";
import { type FreezeScene, freezeScene } from "../../support/freeze-scene.ts";
import { projectAll } from "../../support/freezes.ts";
import { lessonCalls } from "../../support/lessons.ts";
import { limits } from "../../support/money-builders.ts";
import { rejected, reportResult } from "../../support/release-line.ts";

let scene: FreezeScene;

beforeEach(async () => {
  scene = await freezeScene(1, 2);
});

describe("what is held", () => {
  it("is neither instructed nor sent, while families go on confirming", async () => {
    await scene.frozen();
    await scene.everythingRuns();
    expect([scene.instructionCount(), scene.bank.asked.length]).toEqual([0, 0]);
    const lessons = lessonCalls(scene.kit, scene.classId);
    const [family] = scene.families;
    await lessons.attend(
      scene.teacher,
      [{ enrolmentId: family?.enrolmentId ?? "", attendance: "present" }],
      { session: "2" },
    );
    await lessons.request(scene.teacher, undefined, { session: "2" });
    const confirmed = await lessons.confirm(
      family?.guardian ?? scene.author,
      family?.enrolmentId ?? "",
      {
        lesson: "2",
      },
    );
    expect(confirmed.status).toBe(200);
    expect((await scene.enrolment()).balances).toMatchObject({ earned: 20_000, releasing: 0 });
  });

  it("goes on exactly once after the freeze, whatever of it stood where", async () => {
    const [first] = scene.families;
    // The first family's fee is instructed before the freeze, and not sent; the second's is only earned.
    await scene.line.instruct();
    await scene.frozen();
    await scene.line.send();
    const lessons = lessonCalls(scene.kit, scene.classId);
    await lessons.attend(
      scene.teacher,
      [{ enrolmentId: first?.enrolmentId ?? "", attendance: "present" }],
      { session: "2" },
    );
    await lessons.request(scene.teacher, undefined, { session: "2" });
    await lessons.confirm(first?.guardian ?? scene.author, first?.enrolmentId ?? "", {
      lesson: "2",
    });
    await scene.everythingRuns();
    expect(scene.bank.asked).toEqual([]);

    await scene.lifted();
    const messages = await scene.held.find();
    expect(await scene.held.resume([...messages, ...messages])).toEqual([]);
    await scene.everythingRuns();
    await scene.held.resume(messages);
    expect(scene.bank.paid.size).toBe(3);
    expect(scene.kit.defects).toEqual([]);
  });

  it("is held again by a freeze that comes while it is resumed", async () => {
    await scene.frozen();
    await scene.everythingRuns();
    await scene.lifted();
    const messages = await scene.held.find();
    await scene.freezes.freeze(scene.author);
    expect(await scene.held.resume(messages)).toEqual([]);
    await scene.everythingRuns();
    expect([scene.instructionCount(), scene.bank.asked.length]).toEqual([0, 0]);
  });

  it("stays due while the positions have not come to its order, which the freeze's end would not find", async () => {
    scene = await freezeScene(1, 1, { ...limits, rulePackVersion: PACK_VERSION });
    await scene.frozen();
    scene.kit.advance(HOUR_MS);
    const due = dueLine(scene.kit);
    await expect(due.minute()).rejects.toThrow("1 messages failed");
    expect(await due.look()).toHaveLength(1);
    await projectAll(scene.kit);
    expect(await due.minute()).toBe(1);
    expect(await due.look()).toEqual([]);
    await scene.lifted();
    await scene.held.resume(await scene.held.find());
    await scene.everythingRuns();
    expect(scene.bank.paid.size).toBe(1);
  });

  it("waits without falling due each minute, and is instructed once after the freeze", async () => {
    scene = await freezeScene(1, 1, { ...limits, rulePackVersion: PACK_VERSION });
    await projectAll(scene.kit);
    await scene.frozen();
    scene.kit.advance(HOUR_MS);
    const due = dueLine(scene.kit);
    expect(await due.minute()).toBe(1);
    expect(await due.look()).toEqual([]);
    expect(await scene.lessonStatus()).toBe("confirmed");
    const [family] = scene.families;
    const undone = await lessonCalls(scene.kit, scene.classId).undo(
      family?.guardian ?? scene.author,
      family?.enrolmentId ?? "",
    );
    expect(undone.body.code).toBe("lesson.undo-over");
    await scene.lifted();
    await scene.held.resume(await scene.held.find());
    await scene.everythingRuns();
    expect(scene.bank.paid.size).toBe(1);
  });

  it("waits as a release that came back, and no person is called for it", async () => {
    await scene.everythingRuns();
    const [order] = scene.bank.asked;
    if (order === undefined) throw new Error("a release was sent");
    await reportResult(scene.kit, scene.signer, rejected(order));
    await scene.frozen();
    scene.kit.advance(HOUR_MS);
    const due = dueLine(scene.kit);
    expect(await due.minute()).toBe(1);
    expect(await due.look()).toEqual([]);
    expect(scene.kit.table.all().filter((item) => item.type === "task")).toEqual([]);
    await scene.lifted();
    const messages = await scene.held.find();
    expect(await scene.held.resume([...messages, ...messages])).toEqual([]);
    expect(await due.minute()).toBe(1);
    await scene.held.resume(messages);
    expect(await due.minute()).toBe(0);
    await scene.everythingRuns();
    expect(new Set(scene.bank.asked.map(({ instructionId }) => instructionId)).size).toBe(3);
    expect(scene.kit.defects).toEqual([]);
  });
});
