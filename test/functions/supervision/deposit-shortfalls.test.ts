import { beforeEach, describe, expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { institutionKind } from "../../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { UnitId } from "../../../domain/shared/ids.ts";
import { toRfc3339 } from "../../../domain/shared/time.ts";
import { InstitutionUpdated } from "../../../events/institution.ts";
import { taskContext } from "../../../functions/kit/event.ts";
import { enterFundedUnits } from "../../../functions/supervision/task-contracts.ts";
import { type Caller, seedMember } from "../../support/door.ts";
import {
  DEPOSIT_ACCOUNT,
  DEPOSIT_COUNTY,
  depositSetting,
  type DepositSetting,
  FEES_FEN,
} from "../../support/deposits.ts";
import { foldAll, fundsCalls } from "../../support/funds.ts";
import { fundsOfficer } from "../../support/institution.ts";

let setting: DepositSetting;
beforeEach(async () => {
  setting = await depositSetting();
  await setting.bound();
});

const listed = async (query = {}, as?: Caller) => {
  const { status, body } = await setting.shortfalls(query, as);
  expect(status).toBe(200);
  return body.shortfalls;
};
const officer = (unitId: string, department: "education" | "sports" = "education") =>
  seedMember(setting.kit.table, `${department}-${unitId}`, { ...fundsOfficer(unitId), department });

describe("the list of short deposits", () => {
  it("holds nobody before there is a floor, nor whose deposit is at its floor", async () => {
    expect(await listed()).toEqual([]);
    await setting.push(FEES_FEN);
    await setting.nightOf("2026-03-10");
    expect(await listed()).toEqual([]);
    const pk = keys.shortDepositsOfUnit(DEPOSIT_COUNTY);
    expect((await setting.kit.table.query({ index: "gsi2", pk })).items).toEqual([]);
    expect((await setting.status()).body.shortSince).toBeUndefined();
  });

  it("says what is held, what is to be held, what lacks and since when, until it is filled up", async () => {
    await setting.push(FEES_FEN - 700);
    const toldAt = toRfc3339(setting.kit.now());
    await setting.nightOf("2026-03-10");
    const short = {
      account: { bankId: "sandbox-bank", depositAccountNo: DEPOSIT_ACCOUNT },
      balance: { balanceFen: FEES_FEN - 700, asOf: toldAt },
      floor: { floorFen: FEES_FEN, feesFen: FEES_FEN, day: "2026-03-09" },
      shortfallFen: 700,
      shortSince: "2026-03-10T02:00:00.000+08:00",
    };
    const { institutionId } = setting;
    expect(await listed()).toMatchObject([
      { institutionId, countyUnitId: DEPOSIT_COUNTY, ...short },
    ]);
    expect((await setting.status()).body).toMatchObject(short);

    await setting.push(FEES_FEN - 1);
    expect(await listed()).toMatchObject([{ shortfallFen: 1, shortSince: short.shortSince }]);
    setting.kit.advance(60_000);
    await setting.push(FEES_FEN);
    expect(await listed()).toEqual([]);
    setting.kit.advance(60_000);
    await setting.push(0);
    const again = toRfc3339(setting.kit.now());
    expect(await listed()).toMatchObject([{ shortfallFen: FEES_FEN, shortSince: again }]);
    expect(setting.kit.defects).toEqual([]);
  });

  it("holds a deposit of which no bank has spoken, with nothing held", async () => {
    await setting.nightOf("2026-03-10");
    const [row] = await listed();
    expect([row.balance, row.shortfallFen]).toEqual([undefined, FEES_FEN]);
  });

  it("has a row for each that the overview counts", async () => {
    await setting.push(5);
    await setting.nightOf("2026-03-10");
    await foldAll(setting.kit);
    const { fundsFen } = (await fundsCalls(setting.kit).overview(setting.officer)).body;
    const rows: readonly { shortfallFen: number }[] = await listed();
    expect([fundsFen.shortCount, fundsFen.shortfallFen]).toEqual([1, FEES_FEN - 5]);
    expect(rows.map(({ shortfallFen }) => shortfallFen)).toEqual([fundsFen.shortfallFen]);
  });

  it("goes over the counties of an area, for those of the trade who serve around it", async () => {
    await setting.nightOf("2026-03-10");
    const city = await officer("unt_411100");
    expect(await listed({}, city)).toHaveLength(1);
    expect(await listed({ unitId: DEPOSIT_COUNTY }, city)).toHaveLength(1);
    expect(await listed({ unitId: "unt_411103" }, city)).toEqual([]);
    expect(await listed({}, setting.neighbour)).toEqual([]);
    expect(await listed({}, await officer(DEPOSIT_COUNTY, "sports"))).toEqual([]);
    const outside = await setting.shortfalls({ unitId: DEPOSIT_COUNTY }, setting.neighbour);
    expect([outside.status, outside.body.code]).toEqual([403, "identity.outside-unit"]);
  });

  it("shows an institution that has moved to the county where it lies now, from the next night on", async () => {
    await setting.nightOf("2026-03-10");
    await moveTo("unt_411103");
    await setting.nightOf("2026-03-11");
    expect(await listed()).toEqual([]);
    expect(await listed({}, setting.neighbour)).toMatchObject([
      { countyUnitId: "unt_411103", shortSince: "2026-03-10T02:00:00.000+08:00" },
    ]);
  });
});

/** A later list says that the institution lies in another county. */
async function moveTo(unitId: string): Promise<void> {
  const { kit, institutionId } = setting;
  const institutions = aggregates(kit.table, institutionKind);
  const found = await institutions.find(institutionId);
  if (found === undefined) throw new Error("it is registered");
  const { uscc, source, licenceValidTo } = found.state;
  const countyUnitId = UnitId.parse(unitId);
  const { jobId, line } = source;
  const told = { institutionId, uscc, countyUnitId, licenceValidTo, jobId, line };
  const changes = institutions.change(
    found,
    { ...found.state, countyUnitId },
    InstitutionUpdated.make(told),
    taskContext(enterFundedUnits, kit, { correlationId: "s", causationId: "s" }),
  );
  await kit.table.commit(changes.map(({ write }) => write));
}
