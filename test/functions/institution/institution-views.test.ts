import { beforeEach, describe, expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { institutionKind } from "../../../adapters/repositories/institution-kinds.ts";
import type { Department } from "../../../domain/identity/competence.ts";
import { CustodyAccountBound } from "../../../events/institution.ts";
import { BankId, ProposalId } from "../../../domain/shared/ids.ts";
import * as contracts from "../../../functions/institution/contracts.ts";
import { getInstitution } from "../../../functions/institution/get-institution.ts";
import { listInstitutions } from "../../../functions/institution/list-institutions.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { repeatableContext } from "../../../functions/kit/task.ts";
import { call, type Caller, seedMember } from "../../support/door.ts";
import {
  fixture,
  importFile,
  type ImportKit,
  importKit,
  itemsOf,
  seedRealUnits,
} from "../../support/institution-import.ts";

let kit: ImportKit;
let nation: Caller;

const officer = (
  unitId: string,
  department: Department = "education",
  duty = "institutions" as const,
) => ({ role: "officer", unitId, department, duties: [duty] }) as const;

beforeEach(async () => {
  kit = importKit();
  await seedRealUnits(kit);
  nation = await seedMember(kit.table, "nation", officer("unt_100000"));
  await importFile(kit, nation, fixture("institutions-utf8.csv"));
});

const list = (as: Caller, query: Record<string, string> = {}) =>
  call(httpLambda(contracts.listInstitutions, listInstitutions, kit), { as, query });

const get = (as: Caller, institutionId: string) =>
  call(httpLambda(contracts.getInstitution, getInstitution, kit), { as, path: { institutionId } });

interface Row {
  readonly institutionId: string;
  readonly category: string;
  readonly countyUnitId: string;
  readonly sellable: boolean;
}

async function listAll(as: Caller, query: Record<string, string> = {}): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const next = cursor === undefined ? {} : { cursor };
    const { status, body } = await list(as, { limit: "50", ...query, ...next });
    expect(status).toBe(200);
    rows.push(...body.institutions);
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return rows;
}

/** Gives the institution an account, as an approved proposal does. */
async function bindAccount(institutionId: string): Promise<void> {
  const institutions = aggregates(kit.table, institutionKind);
  const found = await institutions.find(institutionId);
  if (found === undefined) throw new Error("no such institution");
  const context = repeatableContext(contracts.readInstitutionList, kit, {
    correlationId: "seed",
    causationId: "seed",
  });
  const account = {
    bankId: BankId.parse("sandbox-bank"),
    custodyAccountNo: "88000001",
    payoutAccountNo: "6222000012345678",
    boundAt: kit.now(),
  };
  const event = CustodyAccountBound.make({
    proposalId: ProposalId.parse("pro_01KJNP0000000000000000000A"),
    institutionId: found.state.institutionId,
    bankId: "sandbox-bank",
    custodyAccountNo: "88000001",
  });
  const changes = institutions.change(found, { ...found.state, account }, event, context);
  await kit.table.commit(changes.map((change) => change.write));
}

describe("the list of institutions", () => {
  it("shows the nation every institution once, over all its pages", async () => {
    const rows = await listAll(nation);
    expect(rows).toHaveLength(183);
    expect(new Set(rows.map((row) => row.institutionId)).size).toBe(183);
  });

  it("shows a city its counties, a county itself, and a unit named in between", async () => {
    const city = await seedMember(kit.table, "city", officer("unt_411100"));
    const ofCity = await listAll(city);
    expect(ofCity.length).toBeGreaterThan(0);
    expect(ofCity.every((row) => row.countyUnitId.startsWith("unt_4111"))).toBe(true);
    const county = await listAll(city, { unitId: "unt_411102" });
    expect(county.length).toBeGreaterThan(0);
    expect(county).toEqual(ofCity.filter((row) => row.countyUnitId === "unt_411102"));
    const outside = await list(city, { unitId: "unt_410000" });
    expect([outside.status, outside.body.code]).toEqual([403, "identity.outside-unit"]);
  });

  it("keeps a department to its own trade, and filters by category", async () => {
    const sports = await seedMember(kit.table, "sports", officer("unt_100000", "sports"));
    const own = await listAll(sports);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((row) => row.category === "sports")).toBe(true);
    expect(await listAll(nation, { category: "sports" })).toEqual(own);
    expect(await listAll(sports, { category: "subject" })).toEqual([]);
  });

  it("tells who may sell: only who has an account and a licence that holds", async () => {
    const [first] = await listAll(nation);
    expect(await listAll(nation, { sellable: "true" })).toEqual([]);
    await bindAccount(first?.institutionId ?? "");
    const selling = await listAll(nation, { sellable: "true" });
    expect(selling.map((row) => row.institutionId)).toEqual([first?.institutionId]);
    expect(await listAll(nation, { sellable: "false" })).toHaveLength(182);
  });

  it("refuses strangers, wrong filters, and a cursor of another filter", async () => {
    const guardian = await seedMember(kit.table, "guardian", { role: "guardian" });
    expect((await list(guardian)).body.code).toBe("identity.role-required");
    expect((await list(nation, { sellable: "maybe" })).status).toBe(400);
    expect((await list(nation, { name: "晨星" })).status).toBe(400);
    const { body } = await list(nation, { limit: "5" });
    const lent = await list(nation, { limit: "5", category: "sports", cursor: body.nextCursor });
    expect([lent.status, lent.body.code]).toEqual([400, "input.cursor-invalid"]);
    expect(kit.defects).toEqual([]);
  });
});

describe("one institution", () => {
  const named = (name: string) => {
    const item = itemsOf(kit, "institution").find((each) => JSON.stringify(each).includes(name));
    return String(item?.pk.slice("INST#".length));
  };

  it("is shown with a masked contact and what keeps it from selling", async () => {
    const { status, body } = await get(nation, named("永年区弦歌篮球培训学校"));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: "永年区弦歌篮球培训学校",
      licenceNo: "校外130408429788",
      sellable: false,
      accountBound: false,
      contact: { legalPersonName: "高*远", phone: "189****8736" },
    });
    expect(body.notSellableBecause).toEqual([
      { code: "account-not-bound", zh: expect.any(String), en: expect.any(String) },
    ]);
  });

  it("says that a licence has ended", async () => {
    const expired = itemsOf(kit, "institution").find((item) =>
      JSON.stringify(item).includes('"licenceValidTo":"2025-08-31"'),
    );
    const { body } = await get(nation, String(expired?.pk.slice("INST#".length)));
    expect(body.notSellableBecause.map((each: { code: string }) => each.code)).toEqual([
      "licence-expired",
      "account-not-bound",
    ]);
  });

  it("shows the account once it is bound", async () => {
    const id = named("永年区弦歌篮球培训学校");
    await bindAccount(id);
    const { body } = await get(nation, id);
    expect(body).toMatchObject({ sellable: true, notSellableBecause: [] });
    expect(body.account).toEqual({
      bankId: "sandbox-bank",
      custodyAccountNo: "88000001",
      boundAt: "2026-03-02T09:00:00.000+08:00",
    });
  });

  it("is nobody's business outside its area and trade", async () => {
    const id = named("永年区弦歌篮球培训学校");
    const other = await seedMember(kit.table, "other", officer("unt_411102"));
    const culture = await seedMember(kit.table, "culture", officer("unt_130408", "culture"));
    const sports = await seedMember(kit.table, "sports", officer("unt_130408", "sports"));
    expect((await get(other, id)).body.code).toBe("identity.outside-unit");
    expect((await get(culture, id)).status).toBe(403);
    expect((await get(sports, id)).status).toBe(200);
    expect((await get(nation, "ins_01KJNP0000000000000000000A")).status).toBe(404);
    expect((await get(nation, "ins_x")).status).toBe(400);
    expect(kit.defects).toEqual([]);
  });
});
