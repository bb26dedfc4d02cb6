import { beforeEach, describe, expect, it } from "vitest";
import { toRfc3339 } from "../../../domain/shared/time.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { pushBalance as pushContract } from "../../../functions/settlement/contracts.ts";
import { pushBalance } from "../../../functions/settlement/push-balance.ts";
import { projectPositions } from "../../../functions/stream/project-positions.ts";
import { callAsBank } from "../../support/bank-door.ts";
import { seedMember } from "../../support/door.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { entriesIn } from "../../support/events.ts";
import { misplace, MISPLACED_FEN } from "../../support/finance.ts";
import { fundsCalls } from "../../support/funds.ts";
import { fundsOfficer } from "../../support/institution.ts";
import { CUSTODY_ACCOUNT, enrolmentId } from "../../support/money-builders.ts";
import { LESSON_FEN, PRICE_FEN } from "../../support/taught-class.ts";

let setting: EarnedSetting;
let calls: ReturnType<typeof fundsCalls>;
beforeEach(async () => {
  setting = await earnedSetting(1, 2);
  calls = fundsCalls(setting.kit);
  await project();
});

const HELD_FEN = 2 * PRICE_FEN;
const project = async (): Promise<void> => {
  await projectPositions(setting.kit.table)(entriesIn(setting.kit.table));
};
const push = (balanceFen: number) =>
  callAsBank(httpLambda(pushContract, pushBalance, setting.kit), setting.kit, setting.signer, {
    custodyAccountNo: CUSTODY_ACCOUNT,
    balanceFen,
    asOf: toRfc3339(setting.kit.now()),
    serialCount: 2,
  });
const funds = async (query = {}) =>
  calls.institution(setting.officer, setting.institutionId, query);

describe("an institution's prepaid fees", () => {
  it("show books and bank, and lead to the journal of each order page by page", async () => {
    await push(HELD_FEN);
    const first = await funds({ limit: "1" });
    expect([first.status, first.body]).toMatchObject([
      200,
      {
        institutionId: setting.institutionId,
        totalsFen: {
          paid: HELD_FEN,
          unconsumed: HELD_FEN - 2 * LESSON_FEN,
          earned: 2 * LESSON_FEN,
        },
        heldInCustodyFen: HELD_FEN,
        enrolmentCount: 2,
        asideFen: 0,
        asideCount: 0,
        bank: { outcome: "agrees", balanceFen: HELD_FEN, comparedFen: HELD_FEN, differenceFen: 0 },
        difference: { nowFen: 0, whenComparedFen: 0, movedSinceFen: 0, mayBeUnderWayFen: 0 },
        shares: [{ enrolmentId: enrolmentId(1), heldInCustodyFen: PRICE_FEN, entriesBehind: 0 }],
      },
    ]);
    const second = await funds({ limit: "1", cursor: first.body.nextCursor });
    expect(second.body.shares).toMatchObject([{ enrolmentId: enrolmentId(2) }]);
    expect(setting.kit.defects).toEqual([]);
  });

  it("explain a difference by what the books have moved since the bank looked", async () => {
    await push(HELD_FEN - 5);
    await misplace(setting.kit, enrolmentId(1), { bankSerial: "SB9001" });
    const { body } = await funds();
    expect(body).toMatchObject({ asideFen: MISPLACED_FEN, asideCount: 1 });
    expect(body.bank).toMatchObject({ outcome: "break", differenceFen: -5 });
    expect(body.difference).toEqual({
      nowFen: -5 - MISPLACED_FEN,
      whenComparedFen: -5,
      movedSinceFen: MISPLACED_FEN,
      mayBeUnderWayFen: 0,
    });
  });

  it("say nothing of a bank that has not spoken", async () => {
    const { body } = await funds();
    expect([body.bank, body.difference, body.leastBalance]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("are not for officers of other places or trades", async () => {
    const seen = async (role: Parameters<typeof seedMember>[2]) => {
      const as = await seedMember(setting.kit.table, `officer-${JSON.stringify(role)}`, role);
      return (await calls.institution(as, setting.institutionId)).status;
    };
    expect(await seen(fundsOfficer("unt_411100"))).toBe(200);
    expect(await seen(fundsOfficer("unt_411103"))).toBe(403);
    expect(await seen({ ...fundsOfficer("unt_411102"), department: "sports" })).toBe(403);
    expect(
      (await calls.institution(setting.officer, "ins_01KJNP0000000000000000000Z")).status,
    ).toBe(404);
  });
});

describe("the list of breaks", () => {
  const listed = async (query = {}, as = setting.officer) => {
    const { status, body } = await calls.breaks(as, query);
    expect(status).toBe(200);
    return body.breaks;
  };

  it("holds who differs now, with amounts and since when, and nobody who agrees again", async () => {
    expect(await listed()).toEqual([]);
    const since = toRfc3339(setting.kit.now());
    await push(HELD_FEN - 5);
    expect(await listed()).toMatchObject([
      {
        institutionId: setting.institutionId,
        countyUnitId: "unt_411102",
        outcome: "break",
        balanceFen: HELD_FEN - 5,
        comparedFen: HELD_FEN,
        differenceFen: -5,
        differsSince: since,
        asOf: since,
      },
    ]);
    expect(await listed({ outcome: "under-way" })).toEqual([]);
    setting.kit.advance(60_000);
    await push(HELD_FEN);
    expect(await listed()).toEqual([]);
  });

  it("goes over the counties of an area, for those who serve around it", async () => {
    await push(HELD_FEN + 9);
    const city = await seedMember(setting.kit.table, "city-officer", fundsOfficer("unt_411100"));
    expect(await listed({}, city)).toHaveLength(1);
    expect(await listed({ unitId: "unt_411102" }, city)).toHaveLength(1);
    expect(await listed({ unitId: "unt_411103" }, city)).toEqual([]);
    expect(await listed({}, setting.neighbour)).toEqual([]);
    const outside = await calls.breaks(setting.neighbour, { unitId: "unt_411102" });
    expect([outside.status, outside.body.code]).toEqual([403, "identity.outside-unit"]);
  });
});
