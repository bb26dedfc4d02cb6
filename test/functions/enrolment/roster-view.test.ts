import { beforeEach, describe, expect, it } from "vitest";
import { maskName } from "../../../domain/shared/mask.ts";
import { once, seedMember } from "../../support/door.ts";
import { aStudent } from "../../support/enrolment.ts";
import { itemsOf } from "../../support/institution-import.ts";
import {
  LINES,
  ROSTER,
  rosterDoors,
  rosterOf,
  rosterSetting,
  type RosterSetting,
} from "../../support/roster.ts";

let setting: RosterSetting;
let door: ReturnType<typeof rosterDoors>;

beforeEach(async () => {
  setting = await rosterSetting();
  door = rosterDoors(setting);
});

interface Pupil {
  readonly studentId: string;
  readonly name: string;
  readonly isListed: boolean;
  readonly enrolments: readonly { readonly enrolmentId: string; readonly status: string }[];
}

const nameOn = (line: string) => line.split(",")[0] ?? "";

describe("the pupils of a class", () => {
  it("are shown with masked names, all of them, page by page", async () => {
    await door.handIn(ROSTER);
    const pupils: Pupil[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: "7", ...(cursor === undefined ? {} : { cursor }) };
      const { status, body } = await door.roster(query);
      expect(status).toBe(200);
      pupils.push(...body.pupils);
      sizes.push(body.pupils.length);
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(sizes).toEqual([7, 7, 7, 7, 2]);
    const listed = itemsOf(setting.kit, "roster-pupil").map((item) => item["studentId"]);
    expect(pupils.map(({ studentId }) => studentId)).toEqual(listed.toSorted());
    const names = pupils.map(({ name }) => name).toSorted();
    expect(names).toEqual(LINES.map((line) => maskName(nameOn(line))).toSorted());
    expect(pupils.every(({ isListed }) => isListed)).toBe(true);
    expect(setting.kit.defects).toEqual([]);
  });

  it("have their orders with them, whoever placed them", async () => {
    const { market, classId } = setting;
    const second = await seedMember(setting.kit.table, "second", { role: "guardian" });
    const [line = ""] = LINES;
    await door.handIn(rosterOf(line));
    const child = aStudent({
      ...{ name: "另写之名", gender: "male", idNumber: "341202201601029751" },
      birthDate: "2016-01-02",
    });
    const { studentId } = (await setting.door.addStudent(child)).body;
    await setting.door.addStudent(child, second);
    const own = (await setting.door.placeOrder({ studentId, classId })).body;
    const others = (await setting.door.placeOrder({ studentId, classId }, second)).body;
    await setting.door.signContract(own.enrolmentId, own.termsHash, market.guardian, once());

    const { body } = await door.roster({ limit: "1" });
    expect(body).toEqual({
      pupils: [
        {
          studentId,
          name: maskName(nameOn(line)),
          isListed: true,
          enrolments: [
            { enrolmentId: own.enrolmentId, status: "signed" },
            { enrolmentId: others.enrolmentId, status: "draft" },
          ].toSorted((a, b) => (a.enrolmentId < b.enrolmentId ? -1 : 1)),
        },
      ],
    });
  });

  it("include those who ordered without being on the list, named as their guardian wrote", async () => {
    const { classId } = setting;
    const { studentId } = (await setting.door.addStudent()).body;
    const { enrolmentId } = (await setting.door.placeOrder({ studentId, classId })).body;
    await door.handIn(rosterOf(...LINES.slice(0, 2)));
    const { body } = await door.roster({ limit: "100" }, setting.teacher);
    const pupils: Pupil[] = body.pupils;
    expect(pupils).toHaveLength(3);
    expect(pupils.filter(({ isListed }) => !isListed)).toEqual([
      {
        studentId,
        name: "钟**溪",
        isListed: false,
        enrolments: [{ enrolmentId, status: "draft" }],
      },
    ]);
  });

  it("are as the institution named them, even of a child whom others know by another name", async () => {
    await setting.door.addStudent(
      aStudent({
        ...{ name: "别处之名", gender: "male", idNumber: "341202201601029751" },
        birthDate: "2016-01-02",
      }),
    );
    const [line = ""] = LINES;
    await door.handIn(rosterOf(line));
    const { body } = await door.roster();
    expect(body.pupils).toMatchObject([{ name: maskName(nameOn(line)), enrolments: [] }]);
  });

  it("are none where nobody is listed and nobody has ordered", async () => {
    expect((await door.roster()).body).toEqual({ pupils: [] });
  });
});

describe("personal data of a list", () => {
  it("lies in sealed items only: not in other items, entries, job lines, answers or logs", async () => {
    const [first = "", second = ""] = LINES;
    const report = await door.handIn(ROSTER);
    const faulty = await door.handIn(
      rosterOf(first.replace("341202201601029751", "341202201601029752"), second, second),
    );
    expect(faulty.counts).toMatchObject({ refused: 2 });
    const roster = await door.roster();

    const canaries = LINES.flatMap((line) => {
      const [name, , , idNumber, birthDate, school, grade, guardian, , phone, guardianId] =
        line.split(",");
      return [name, idNumber, birthDate, school, grade, guardian, phone, guardianId];
    }).filter((cell) => cell !== undefined);
    expect(new Set(canaries).size).toBeGreaterThan(150);
    const outside = JSON.stringify([
      setting.kit.table.all(),
      setting.kit.logged,
      [report, faulty, roster.body],
    ]);
    expect(canaries.filter((canary) => outside.includes(canary))).toEqual([]);
    const sealed = itemsOf(setting.kit, "personal");
    expect(sealed.every((item) => item.pk.startsWith("PII#"))).toBe(true);
    expect(setting.kit.defects).toEqual([]);
  });
});
