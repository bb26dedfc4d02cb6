import { beforeEach, describe, expect, it } from "vitest";
import { type Caller, seedMember } from "../../support/door.ts";
import {
  announce,
  deliver,
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
const LINE =
  "源汇区晨星美术培训有限公司,91411102XMX928U7EM,校外411102445538,2028-10-09,文化艺术,411102,源汇区民路166号4层,吴轩天,15318548999,215,线下";

let kit: ImportKit;
let nation: Caller;

beforeEach(async () => {
  kit = importKit();
  await seedRealUnits(kit);
  nation = await seedMember(kit.table, "nation", {
    role: "officer",
    unitId: "unt_100000",
    department: "education",
    duties: ["institutions"],
  });
});

describe("announcing a file", () => {
  it("answers with a form for exactly this file, and an open job", async () => {
    const { status, body } = await announce(kit, nation, UTF8);
    expect(status).toBe(202);
    expect(kit.expected).toEqual([
      {
        key: `imports/institutions/${String(body.jobId)}`,
        contentType: "text/csv",
        sizeBytes: UTF8.length,
        sha256: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      },
    ]);
    const job = await report(kit, nation, body.jobId);
    expect(job.body).toMatchObject({ state: "awaiting-upload", findings: [] });
  });

  it.each([
    ["contentLength", 5 * 1024 * 1024 + 1],
    ["contentLength", 0],
    ["sha256", "abc"],
    ["contentType", "application/zip"],
    ["fileName", "../名单.csv"],
    ["unitId", "unt_411102"],
  ])("refuses a %s that does not fit: %s", async (field, value) => {
    const { status, body } = await announce(kit, nation, UTF8, { [field]: value });
    expect(status).toBe(400);
    expect(body.fields.map((each: { path: string }) => each.path)).toEqual([`body.${field}`]);
  });
});

describe("a file as a whole", () => {
  async function refusalOf(announced: Uint8Array, arrived: Uint8Array) {
    const { body } = await announce(kit, nation, announced);
    const key = `imports/institutions/${String(body.jobId)}`;
    kit.uploads.set(key, arrived);
    await deliver(kit, key);
    const job = await report(kit, nation, body.jobId);
    expect(job.body.state).toBe("refused");
    expect(job.body.refusal.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(itemsOf(kit, "institution")).toEqual([]);
    return job.body.refusal.code;
  }

  it("is refused when other bytes arrive than were announced", async () => {
    const other = Buffer.from(UTF8);
    other[200] = (other[200] ?? 0) ^ 1;
    expect(await refusalOf(UTF8, other)).toBe("file.not-as-announced");
    expect(await refusalOf(UTF8, Buffer.concat([UTF8, UTF8]))).toBe("file.not-as-announced");
  });

  it("is refused when it is no CSV, or its heading is wrong", async () => {
    const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]);
    expect(await refusalOf(zip, zip)).toBe("file.not-csv");
    const headless = Buffer.from(LINE);
    expect(await refusalOf(headless, headless)).toBe("list.columns-wrong");
  });

  it("that no job has announced is a defect, which goes to a person", async () => {
    await expect(deliver(kit, "imports/institutions/readme.txt")).rejects.toThrow(/no job/);
    await expect(
      deliver(kit, "imports/institutions/job_01KJNP0000000000000000000A"),
    ).rejects.toThrow(/no job/);
  });
});

describe("personal data", () => {
  it("lies nowhere in clear: not in items, entries, job lines or logs", async () => {
    for (const bytes of [UTF8, GB18030]) await importFile(kit, nation, bytes);
    const canaries = new Set<string>();
    for (const [bytes, encoding] of [
      [UTF8, "utf-8"],
      [GB18030, "gb18030"],
    ] as const)
      for (const line of new TextDecoder(encoding).decode(bytes).split(/\r?\n/).slice(1)) {
        const cells = line.split(",");
        const [name = "", phone = ""] = cells.slice(-4, -2);
        if (cells.length === 11 && name.length >= 2 && /^\d{11}$/.test(phone))
          canaries.add(name).add(phone);
      }
    expect(canaries.size).toBeGreaterThan(500);
    // Names of institutions may contain a syllable or two of a person's name: whole values are compared.
    const values = new Set<string>();
    const gather = (value: unknown): void => {
      if (typeof value === "string") values.add(value);
      else if (value !== null && typeof value === "object") Object.values(value).forEach(gather);
    };
    const stored = kit.table.all().filter((item) => !["unit", "unit-code"].includes(item.type));
    stored.forEach(gather);
    kit.logged.forEach(gather);
    expect([...canaries].filter((canary) => values.has(canary))).toEqual([]);
    const text = JSON.stringify([stored, kit.logged]);
    const phones = [...canaries].filter((canary) => /^\d+$/.test(canary));
    expect(phones.filter((phone) => text.includes(phone))).toEqual([]);
  });
});
