import { beforeEach, describe, expect, it } from "vitest";
import { studentRegistry } from "../../../adapters/repositories/student-registry.ts";
import type { Table } from "../../../adapters/table/table.ts";
import { checkStudent } from "../../../domain/enrolment/student.ts";
import { localDate } from "../../../domain/shared/time.ts";
import { NewStudent } from "../../../functions/enrolment/schemas.ts";
import { openCustodyAccount } from "../../../functions/institution/contracts.ts";
import { taskContext } from "../../../functions/kit/event.ts";
import { type Caller, once, seedMember } from "../../support/door.ts";
import {
  aMarket,
  anOpenClass,
  aStudent,
  doors,
  type Doors,
  type Market,
} from "../../support/enrolment.ts";
import { valueOf } from "../../support/money-builders.ts";

let market: Market;
let door: Doors;
let second: Caller;

beforeEach(async () => {
  market = await aMarket();
  door = doors(market);
  second = await seedMember(market.kit.table, "second", { role: "guardian" });
});

/** Counts what an observer could tell apart: reads, commits, and the writes of each commit. */
function observed(table: Table) {
  const work: string[] = [];
  const watched: Table = {
    ...table,
    get: (key, options) => {
      work.push("get");
      return table.get(key, options);
    },
    commit: (writes) => {
      work.push(`commit of ${writes.length}`);
      return table.commit(writes);
    },
  };
  return { work, watched };
}

describe("adding a child", () => {
  it("answers alike, with as much work, whether or not the child was known", async () => {
    const { work, watched } = observed(market.kit.table);
    const kit = { ...market.kit, table: { ...market.kit.table, ...watched } };
    const watchedDoor = doors({ ...market, kit });
    await watchedDoor.addStudent(aStudent({ idNumber: "440524188001010014", ...byNumber }));

    work.length = 0;
    const fresh = await watchedDoor.addStudent();
    const workForNew = [...work];
    work.length = 0;
    const known = await watchedDoor.addStudent(aStudent(), second);
    expect(known.status).toBe(fresh.status);
    expect(Object.keys(known.body)).toEqual(Object.keys(fresh.body));
    expect(known.body.studentId).toBe(fresh.body.studentId);
    expect(work).toEqual(workForNew);
    expect(market.kit.defects).toEqual([]);
  });

  it("shows each guardian the name that this guardian wrote", async () => {
    const { classId } = await anOpenClass(door);
    const { studentId } = (await door.addStudent()).body;
    await door.addStudent(aStudent({ name: "某某" }), second);
    const own = await door.placeOrder({ studentId, classId });
    const others = await door.placeOrder({ studentId, classId }, second);
    const ownView = await door.getEnrolment(own.body.enrolmentId);
    const othersView = await door.getEnrolment(others.body.enrolmentId, second);
    expect(ownView.body.studentName).toBe("钟离若溪");
    expect(othersView.body.studentName).toBe("某某");
  });

  it("finds the same child however the number is written", async () => {
    const first = await door.addStudent();
    const again = await door.addStudent(aStudent({ idNumber: "11010519491231002x" }), second);
    expect(again.body).toEqual(first.body);
  });

  it("gives the same child again to the guardian who adds it twice, and writes nothing more", async () => {
    const first = await door.addStudent();
    const count = market.kit.table.all().length;
    const again = await door.addStudent();
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(market.kit.table.all()).toHaveLength(count);
  });

  it("makes one child of it when two guardians add it at the same moment", async () => {
    const answers = await Promise.all([door.addStudent(), door.addStudent(aStudent(), second)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0].body).toEqual(answers[1].body);
    const students = market.kit.table.all().filter((item) => item.type === "student");
    expect(students).toHaveLength(1);
    expect(students[0]).toMatchObject({ state: { guardianCount: 2 } });
  });

  it("links the child whom a class list made known before, and counts it once", async () => {
    const { table } = market.kit;
    const registry = studentRegistry(market.kit);
    const context = taskContext(openCustodyAccount, market.kit, {
      correlationId: "roster",
      causationId: "roster",
    });
    const fields = valueOf(checkStudent(NewStudent.parse(aStudent()), localDate("2026-03-02")));
    const listed = await registry.findOrCreateStudent(fields);
    await table.commit(registry.registration(listed, context).map(({ write }) => write));
    const relisted = await registry.findOrCreateStudent(fields);
    expect(registry.registration(relisted, context)).toEqual([]);

    const added = await door.addStudent();
    expect([added.status, added.body]).toEqual([201, { studentId: listed.studentId }]);
    const students = table.all().filter((item) => item.type === "student");
    expect(students).toMatchObject([{ version: 2, state: { guardianCount: 1 } }]);
  });

  it("gives no id that tells when the child became known", async () => {
    const { studentId } = (await door.addStudent()).body;
    const now = market.kit.newUlid().slice(0, 6);
    expect(studentId.slice(4, 10)).not.toBe(now);
  });

  const refusals: [object, string][] = [
    [{ idNumber: "1101051949123100" }, "resident-id.malformed"],
    [{ idNumber: "110105194913310020" }, "resident-id.birth-date-impossible"],
    [{ idNumber: "110105194912310021" }, "resident-id.check-character-wrong"],
    [{ birthDate: "1949-12-30" }, "student.birth-date-differs"],
    [{ gender: "male" }, "student.gender-differs"],
    [{ birthDate: "2026-03-03" }, "student.birth-date-future"],
    [{ idKind: "passport", idNumber: "E 123-45" }, "student.id-number-malformed"],
  ];
  it.each(refusals)("refuses %o with %s, without repeating the number", async (wrong, code) => {
    const body = aStudent(wrong);
    const refused = await door.addStudent(body);
    expect([refused.status, refused.body.code]).toEqual([422, code]);
    expect(JSON.stringify(refused.body)).not.toContain(body.idNumber);
  });

  it("names each place that does not fit, and is for guardians alone", async () => {
    const refused = await door.addStudent({ ...aStudent(), name: "", phone: "1" });
    const paths = refused.body.fields.map((field: { path: string }) => field.path);
    expect([refused.status, paths.sort()]).toEqual([400, ["body.name", "body.phone"]]);
    expect((await door.addStudent(aStudent(), market.owner)).status).toBe(403);
  });
});

const byNumber = { birthDate: "1880-01-01", gender: "male" };

describe("personal data", () => {
  it("lies in sealed items only: not in heads, entries, answers kept, or logs", async () => {
    const child = aStudent();
    const { classId } = await anOpenClass(door);
    const { studentId } = (await door.addStudent(child)).body;
    const order = (await door.placeOrder({ studentId, classId })).body;
    await door.signContract(order.enrolmentId, order.termsHash);
    const payment = (await door.payOrder(order.enrolmentId, market.guardian, once())).body;
    await door.notifyPayIn({
      bankSerial: "SB0000000001",
      paymentId: payment.paymentId,
      custodyAccountNo: "88000001",
      amountFen: payment.amountFen,
      paidAt: "2026-03-02T09:00:00+08:00",
    });
    expect((await door.getEnrolment(order.enrolmentId)).body.studentName).toBe(child.name);

    const stored = JSON.stringify(market.kit.table.all());
    const logged = JSON.stringify([market.kit.logged, market.bank.asked]);
    for (const secret of [child.name, child.idNumber, child.birthDate, child.school, child.grade]) {
      expect(stored).not.toContain(secret);
      expect(logged).not.toContain(secret);
    }
    const sealed = market.kit.table.all().filter((item) => item.type === "personal");
    expect(sealed.every((item) => item.pk.startsWith("PII#"))).toBe(true);
    expect(sealed).toHaveLength(2);
  });
});
