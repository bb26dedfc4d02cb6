import { beforeEach, describe, expect, it } from "vitest";
import { InstitutionId, UnitId } from "../../../domain/shared/ids.ts";
import { seedMember } from "../../support/door.ts";
import {
  aMarket,
  aStudent,
  anOpenClass,
  doors,
  type Doors,
  type Market,
} from "../../support/enrolment.ts";
import { aBoundInstitution, seedInstitution } from "../../support/institution.ts";
import { adoptRules, aRule } from "../../support/reference.ts";

const COUNTY = "unt_411102";
const DAY_MS = 24 * 3_600_000;

let market: Market;

beforeEach(async () => {
  market = await aMarket();
});

describe("what a family may order", () => {
  const forty = { course: { lessonCount: 40, priceFen: 200_000 }, startsAfterDays: 2 };

  /** The same market in the county next door. */
  async function nextDoor(): Promise<Doors> {
    const institution = aBoundInstitution({
      institutionId: InstitutionId.parse("ins_01KJNP0000000000000000000B"),
      countyUnitId: UnitId.parse("unt_411103"),
      uscc: "91411103MXMX928U7E",
    });
    await seedInstitution(market.kit, institution);
    const { institutionId } = institution;
    const role = { role: "institution", institutionId, duties: ["owner"] } as const;
    const owner = await seedMember(market.kit.table, "next-owner", role);
    return doors({ ...market, owner, institutionId });
  }

  it("keeps a county's lower cap in that county from its day on, and the nation's next door", async () => {
    const here = doors(market);
    const there = await nextDoor();
    const { studentId } = (await here.addStudent(aStudent())).body;
    const [a, b, early] = [
      await anOpenClass(here, forty),
      await anOpenClass(there, forty),
      await anOpenClass(here, { ...forty, course: { ...forty.course, subjectKey: "painting" } }),
    ];
    await adoptRules(market.kit, COUNTY, "2026-03-03", aRule("charge.most-lessons", 30));
    market.kit.advance(60_000);
    const before = await here.placeOrder({ studentId, classId: early.classId });
    expect(before.status).toBe(201);

    market.kit.advance(DAY_MS);
    const refused = await here.placeOrder({ studentId, classId: a.classId });
    expect([refused.status, refused.body.code]).toEqual([422, "enrolment.too-many-lessons"]);
    expect(refused.body.facts).toMatchObject({ lessonCount: 40, maxLessonCount: 30 });
    const ordered = await there.placeOrder({ studentId, classId: b.classId });
    expect(ordered.status).toBe(201);

    const versions = await Promise.all(
      [before, ordered].map(async ({ body }) => (await here.getEnrolment(body.enrolmentId)).body),
    );
    expect(versions.map(({ rulePackVersion }) => rulePackVersion)).toEqual([
      "nation-2026.2",
      "nation-2026.2",
    ]);
    const small = await anOpenClass(here, { course: { lessonCount: 10 }, startsAfterDays: 3 });
    const fits = await here.placeOrder({ studentId, classId: small.classId });
    expect((await here.getEnrolment(fits.body.enrolmentId)).body.rulePackVersion).toBe(
      "nation-2026.2+411102.1",
    );
    expect(market.kit.defects).toEqual([]);
  });

  it("is charged a month before the start at the earliest where a place says so", async () => {
    const here = doors(market);
    const { studentId } = (await here.addStudent(aStudent())).body;
    const { classId } = await anOpenClass(here, { startsAfterDays: 40 });
    await adoptRules(market.kit, COUNTY, "2026-03-03", aRule("charge.earliest-months", 1));
    market.kit.advance(DAY_MS);
    const early = await here.placeOrder({ studentId, classId });
    expect([early.status, early.body.code]).toEqual([422, "catalogue.charged-too-early"]);
    expect(early.body.facts).toEqual({
      firstDay: "2026-04-12",
      earliestMonths: 1,
      earliestDay: "2026-03-12",
    });
    market.kit.advance(9 * DAY_MS);
    expect((await here.placeOrder({ studentId, classId })).status).toBe(201);
  });
});
