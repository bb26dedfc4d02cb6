import { describe, expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { enrolmentKind } from "../../../adapters/repositories/enrolment-kinds.ts";
import { findLesson } from "../../../adapters/repositories/lesson-items.ts";
import { StaleVersion } from "../../../adapters/unit-of-work.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import { lessonCalls, present } from "../../support/lessons.ts";
import { taughtClass } from "../../support/taught-class.ts";

describe("a lesson's item", () => {
  it("is never paired with an older head: who reads them so has to read again", async () => {
    const { kit, classId, teacher } = await taughtClass(1);
    const calls = lessonCalls(kit, classId);
    const enrolments = aggregates(kit.table, enrolmentKind);
    const id = enrolmentId(1);
    const old = await enrolments.find(id);
    if (old === undefined) throw new Error("no enrolment");
    expect(await findLesson(kit.table, old, 1)).toBeUndefined();
    await calls.attend(teacher, present(id));
    await expect(findLesson(kit.table, old, 1)).rejects.toThrow(StaleVersion);
    const fresh = await enrolments.find(id);
    if (fresh === undefined) throw new Error("no enrolment");
    expect((await findLesson(kit.table, fresh, 1))?.status).toBe("taught");
  });
});
