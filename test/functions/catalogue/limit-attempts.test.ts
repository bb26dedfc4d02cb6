import { beforeEach, describe, expect, it } from "vitest";
import { factsOf } from "../../../adapters/repositories/facts-items.ts";
import type { Item } from "../../../adapters/table/table.ts";
import { MOST_ATTEMPTS_A_DAY } from "../../../domain/catalogue/limit-attempts.ts";
import { InstitutionId } from "../../../domain/shared/ids.ts";
import { localDate } from "../../../domain/shared/time.ts";
import { rebuildFacts } from "../../../functions/stream/rebuild-facts.ts";
import { projectFacts } from "../../../functions/stream/project-facts.ts";
import {
  aMarket,
  doors,
  type Doors,
  type Market,
  newCourse,
  sessionTimes,
} from "../../support/enrolment.ts";
import { entryItems, readerOf, streamBatch } from "../../support/stream.ts";

const TODAY = localDate("2026-03-02");

let market: Market;
let door: Doors;

beforeEach(async () => {
  market = await aMarket();
  door = doors(market);
});

const isAttempt = ({ pk }: Item): boolean => pk.startsWith("LIM#");
const attempts = () => entryItems(market.kit.table.all()).filter(isAttempt);
const besideAttempts = () => market.kit.table.all().filter((item) => !isAttempt(item));

async function countOfToday(): Promise<number | undefined> {
  const { table } = market.kit;
  await readerOf(projectFacts, table)(streamBatch(attempts()));
  const days = await factsOf(table, market.institutionId, { from: TODAY, to: TODAY });
  return days.at(-1)?.values.overLimitAttemptCount;
}

describe("an attempt to sell beyond the limits of one charge", () => {
  it.each([
    [{ lessonCount: 61 }, "catalogue.too-many-lessons", ["lessons", 61, 60]],
    [{ priceFen: 500_001 }, "catalogue.price-too-high", ["amount", 500_001, 500_000]],
  ] as const)("with %o is refused as ever, and noted", async (beyond, code, told) => {
    const before = besideAttempts();
    const refused = await door.createCourse(newCourse(beyond));
    expect([refused.status, refused.body.code]).toEqual([422, code]);
    expect(besideAttempts()).toEqual(before);
    const [limit, tried, most] = told;
    expect(attempts().map(({ data, eventName }) => ({ data, eventName }))).toEqual([
      {
        eventName: "limit-attempted",
        data: { institutionId: market.institutionId, day: TODAY, limit, tried, most },
      },
    ]);
  });

  it("with a class that takes too long names its course", async () => {
    const { courseId } = (await door.createCourse()).body;
    await door.publishCourse(courseId);
    const late = { startsAt: "2026-06-04T17:00:00+08:00", endsAt: "2026-06-04T17:45:00+08:00" };
    const sessions = sessionTimes(4).with(3, late);
    const before = besideAttempts();
    const refused = await door.openClass(courseId, { capacity: 5, sessions });
    expect([refused.status, refused.body.code]).toEqual([422, "catalogue.too-long-a-period"]);
    expect(besideAttempts()).toEqual(before);
    // From 3 March: 92 days to 3 June, 93 to 4 June.
    expect(attempts().map(({ data }) => data)).toMatchObject([
      { limit: "period", tried: 93, most: 92, courseId },
    ]);
  });

  it("counts once a day however often it is repeated, at once or later", async () => {
    const tooMany = newCourse({ lessonCount: 61 });
    await Promise.all(Array.from({ length: 4 }, () => door.createCourse(tooMany)));
    await door.createCourse(tooMany);
    expect(attempts()).toHaveLength(1);
    await door.createCourse(newCourse({ lessonCount: 62 }));
    expect(await countOfToday()).toBe(2);
    market.kit.advance(24 * 3_600_000);
    await door.createCourse(tooMany);
    expect(attempts()).toHaveLength(3);
  });

  it("is noted so many times a day and no more, and refused each time", async () => {
    for (let beyond = 1; beyond <= MOST_ATTEMPTS_A_DAY + 5; beyond += 1) {
      const refused = await door.createCourse(newCourse({ lessonCount: 60 + beyond }));
      expect(refused.body.code).toBe("catalogue.too-many-lessons");
    }
    expect(await countOfToday()).toBe(MOST_ATTEMPTS_A_DAY);
  });

  it("is not what another refusal tells of", async () => {
    await door.createCourse(newCourse({ priceFen: 3 }));
    const { courseId } = (await door.createCourse()).body;
    await door.openClass(courseId, { capacity: 5, sessions: sessionTimes(4) });
    expect(attempts()).toEqual([]);
  });

  it("is found again by a rebuild", async () => {
    await door.createCourse(newCourse({ lessonCount: 61 }));
    expect(await countOfToday()).toBe(1);
    const institutionId = InstitutionId.parse(market.institutionId);
    await rebuildFacts(market.kit)({ institutionId }, {} as never);
    expect(await countOfToday()).toBe(1);
  });
});
