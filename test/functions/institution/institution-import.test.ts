import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import type { Department } from "../../../domain/identity/competence.ts";
import { ImportCounts } from "../../../domain/shared/import-counts.ts";
import { type Caller, seedMember } from "../../support/door.ts";
import {
  announce,
  deliver,
  dyingTable,
  fixture,
  importFile,
  type ImportKit,
  importKit,
  itemsOf,
  report,
  seedRealUnits,
} from "../../support/institution-import.ts";

const UTF8 = fixture("institutions-utf8.csv");
const GB18030 = fixture("institutions-gb18030.csv");
const HEADING = UTF8.toString("utf8").split("\n")[0] ?? "";
const LINE =
  "源汇区晨星美术培训有限公司,91411102XMX928U7EM,校外411102445538,2028-10-09,文化艺术,411102,源汇区民路166号4层,吴轩天,15318548999,215,线下";
const listOf = (...lines: string[]) => Buffer.from([HEADING, ...lines].join("\n"));

let kit: ImportKit;
let nation: Caller;

const officer = (unitId: string, department: Department = "education") =>
  ({ role: "officer", unitId, department, duties: ["institutions"] }) as const;

beforeEach(async () => {
  kit = importKit();
  await seedRealUnits(kit);
  nation = await seedMember(kit.table, "nation", officer("unt_100000"));
});

/** What the imports came to, without ids and versions. */
const outcome = () => ({
  institutions: itemsOf(kit, "institution").length,
  personal: itemsOf(kit, "personal").length,
  codes: itemsOf(kit, "uscc").length,
  registered: kit.table.all().filter((item) => item["eventName"] === "institution-registered")
    .length,
  findings: itemsOf(kit, "job-finding").length,
});
const WHOLE = { institutions: 183, personal: 183, codes: 183, registered: 183, findings: 20 };
const COUNTS = { rows: 200, created: 183, updated: 0, unchanged: 0, refused: 17, warnings: 3 };

describe("an authority's list of institutions", () => {
  it.each([
    ["UTF-8", UTF8],
    ["GB18030", GB18030],
  ])("in %s is kept row by row, each bad row reported", async (_encoding, bytes) => {
    const jobId = await importFile(kit, nation, bytes);
    const { status, body } = await report(kit, nation, jobId);
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: "done", kind: "institutions", counts: COUNTS });
    expect(body.findings).toHaveLength(20);
    for (const { line, reason } of body.findings) {
      expect(line).toBeGreaterThan(1);
      expect(reason.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(reason.en).toMatch(/^[A-Z]/);
    }
    expect(outcome()).toEqual(WHOLE);
    expect(kit.defects).toEqual([]);
  });

  it("reports page by page, in the order of the file", async () => {
    const jobId = await importFile(kit, nation, UTF8);
    const lines: number[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: "7", ...(cursor === undefined ? {} : { cursor }) };
      const { body } = await report(kit, nation, jobId, query);
      lines.push(...body.findings.map((finding: { line: number }) => finding.line));
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(lines).toHaveLength(20);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    const foreign = await report(kit, nation, jobId, { cursor: "e30.forged" });
    expect([foreign.status, foreign.body.code]).toEqual([400, "input.cursor-invalid"]);
  });

  it("changes nothing when the same file arrives again, or is handed in again", async () => {
    const jobId = await importFile(kit, nation, UTF8);
    const before = kit.table.all().length;
    await deliver(kit, `imports/institutions/${jobId}`);
    expect(kit.table.all()).toHaveLength(before);

    const again = await importFile(kit, nation, UTF8);
    const { body } = await report(kit, nation, again);
    expect(body.counts).toEqual({ ...COUNTS, created: 0, unchanged: 183 });
    expect(outcome()).toEqual({ ...WHOLE, findings: 40 });
  });

  it("is the same when two deliveries are read at once", async () => {
    const { body } = await announce(kit, nation, UTF8);
    const key = `imports/institutions/${String(body.jobId)}`;
    kit.uploads.set(key, UTF8);
    await Promise.all([deliver(kit, key), deliver(kit, key)]);
    expect(outcome()).toEqual(WHOLE);
    expect((await report(kit, nation, body.jobId)).body.counts).toEqual(COUNTS);
  });

  it.each([
    [0, "before"],
    [1, "after"],
    [2, "before"],
    [2, "after"],
    [60, "before"],
    [60, "after"],
    [184, "after"],
    [185, "after"],
    [186, "before"],
    [186, "after"],
  ] as const)("is the same after a crash at commit %i, %s it is written", async (commits, when) => {
    const { body } = await announce(kit, nation, UTF8);
    const key = `imports/institutions/${String(body.jobId)}`;
    kit.uploads.set(key, UTF8);
    await expect(deliver(kit, key, dyingTable(kit.table, commits, when))).rejects.toThrow(
      /process/,
    );
    kit.advance(3 * 24 * 3_600_000);
    await deliver(kit, key);
    expect(outcome()).toEqual(WHOLE);
    expect((await report(kit, nation, body.jobId)).body.counts).toEqual(COUNTS);
  });

  it("takes over what a newer list says, and leaves account and standing alone", async () => {
    await importFile(kit, nation, listOf(LINE));
    const [before] = itemsOf(kit, "institution");
    const moved = LINE.replace("民路166号", "新路9号").replace("吴轩天", "李四海");
    const jobId = await importFile(kit, nation, listOf(moved));
    expect((await report(kit, nation, jobId)).body.counts).toMatchObject({
      updated: 1,
      created: 0,
    });
    const [after] = itemsOf(kit, "institution");
    expect(after?.pk).toBe(before?.pk);
    expect(after).toMatchObject({
      version: 2,
      state: { address: "源汇区新路9号4层", source: { jobId, line: 2, outcome: "updated" } },
    });
  });

  it("counts a change of the contact alone, and writes it sealed", async () => {
    await importFile(kit, nation, listOf(LINE));
    const [before] = itemsOf(kit, "personal");
    const jobId = await importFile(kit, nation, listOf(LINE.replace("15318548999", "13900001111")));
    expect((await report(kit, nation, jobId)).body.counts).toMatchObject({ updated: 1 });
    const [after] = itemsOf(kit, "personal");
    expect(after?.pk).toBe(before?.pk);
    expect(after?.["sealed"]).not.toEqual(before?.["sealed"]);
  });
});

describe("an officer", () => {
  it("of one county has every row outside it refused by its line", async () => {
    const county = await seedMember(kit.table, "county", officer("unt_411102"));
    const jobId = await importFile(kit, county, UTF8);
    const { body } = await report(kit, county, jobId);
    const inside = UTF8.toString("utf8")
      .split("\n")
      .filter((line) => line.split(",")[5] === "411102").length;
    expect(inside).toBeGreaterThan(0);
    expect(body.counts.created).toBe(itemsOf(kit, "institution").length);
    expect(body.counts.created).toBeLessThanOrEqual(inside);
    const { created, refused } = ImportCounts.parse(body.counts);
    expect(created + refused).toBe(200);
    const heads = itemsOf(kit, "institution").map((item) => item["gsi2pk"]);
    expect(new Set(heads)).toEqual(new Set([keys.institutionsOfUnit("unt_411102")]));
    const outside = itemsOf(kit, "job-finding").filter((item) => item["code"] === "unit-outside");
    expect(outside).toHaveLength(183 - created);
    expect(outside[0]).toMatchObject({ column: "行政区划代码", severity: "error" });
  });

  it("of another department has the categories of others refused", async () => {
    const sports = await seedMember(kit.table, "sports", officer("unt_411102", "sports"));
    const jobId = await importFile(kit, sports, listOf(LINE));
    const { body } = await report(kit, sports, jobId);
    expect(body.counts).toMatchObject({ rows: 1, created: 0, refused: 1 });
    expect(body.findings[0]).toMatchObject({ line: 2, column: "类别", code: "category-outside" });
  });

  it("cannot take over another county's institution by listing its code", async () => {
    await importFile(kit, nation, listOf(LINE));
    const [before] = itemsOf(kit, "institution");
    const neighbour = await seedMember(kit.table, "neighbour", officer("unt_411103"));
    const claimed = LINE.replace(",411102,", ",411103,");
    const jobId = await importFile(kit, neighbour, listOf(claimed));
    const { body } = await report(kit, neighbour, jobId);
    expect(body.counts).toMatchObject({ created: 0, updated: 0, refused: 1 });
    expect(body.findings[0]).toMatchObject({ line: 2, code: "registered-elsewhere" });
    expect(itemsOf(kit, "institution")).toEqual([before]);
  });

  it("sees the jobs of their own unit and department, and no others", async () => {
    const jobId = await importFile(kit, nation, listOf(LINE));
    const colleague = await seedMember(kit.table, "colleague", officer("unt_100000"));
    expect((await report(kit, colleague, jobId)).status).toBe(200);
    for (const other of [officer("unt_410000"), officer("unt_100000", "culture")]) {
      const stranger = await seedMember(kit.table, JSON.stringify(other), other);
      const refused = await report(kit, stranger, jobId);
      expect([refused.status, refused.body.code]).toEqual([404, "resource.not-found"]);
    }
    const unknown = await report(kit, nation, "job_01KJNP0000000000000000000A");
    expect(unknown.status).toBe(404);
  });

  it("needs the duty, and a role at all", async () => {
    const funds = await seedMember(kit.table, "funds", {
      ...officer("unt_100000"),
      duties: ["funds"],
    });
    const guardian = await seedMember(kit.table, "guardian", { role: "guardian" });
    for (const caller of [funds, guardian]) {
      expect((await announce(kit, caller, UTF8)).body.code).toBe("identity.role-required");
      expect((await report(kit, caller, "job_01KJNP0000000000000000000A")).status).toBe(403);
    }
    expect(itemsOf(kit, "job")).toEqual([]);
  });
});
