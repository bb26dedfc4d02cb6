import { beforeEach, describe, expect, it } from "vitest";
import * as institutionContracts from "../../../functions/institution/contracts.ts";
import { getJob } from "../../../functions/institution/get-job.ts";
import { importInstitutions } from "../../../functions/institution/import-institutions.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { call, type Caller, seedMember } from "../../support/door.ts";
import { itemsOf } from "../../support/institution-import.ts";
import { ROSTER, rosterDoors, rosterSetting, type RosterSetting } from "../../support/roster.ts";
import { announcementOf } from "../../support/uploads.ts";

let setting: RosterSetting;
let door: ReturnType<typeof rosterDoors>;
let officer: Caller;

beforeEach(async () => {
  setting = await rosterSetting();
  door = rosterDoors(setting);
  officer = await seedMember(setting.kit.table, "officer", {
    role: "officer",
    unitId: "unt_411102",
    department: "culture",
    duties: ["institutions"],
  });
});

const NO_CLASS = "cls_01KJNP0000000000000000000Z";
const NO_JOB = "job_01KJNP0000000000000000000Z";
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [
  status,
  body.code,
];
const NOT_FOUND = [404, "resource.not-found"];
const FORBIDDEN = [403, "identity.role-required"];

describe("announcing the list of a class", () => {
  it("answers with a form for exactly this file, and an open job", async () => {
    const { status, body } = await door.announce(ROSTER);
    expect(status).toBe(202);
    expect(setting.kit.expected).toEqual([
      {
        key: `imports/rosters/${String(body.jobId)}`,
        contentType: "text/csv",
        sizeBytes: ROSTER.length,
        sha256: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      },
    ]);
    const job = await door.report(body.jobId);
    expect(job.body).toMatchObject({ state: "awaiting-upload", kind: "roster", findings: [] });
    expect(itemsOf(setting.kit, "entry").at(-1)).toMatchObject({
      eventName: "job-opened",
      institutionId: setting.market.institutionId,
      data: { kind: "roster" },
    });
  });

  it.each([
    ["contentLength", 0],
    ["sha256", "abc"],
    ["contentType", "application/zip"],
    ["fileName", "a/b.csv"],
    ["classId", "cls_01KJNP0000000000000000000A"],
  ])("refuses a %s that does not fit: %s", async (field, value) => {
    const { status, body } = await door.announce(ROSTER, { change: { [field]: value } });
    expect(status).toBe(400);
    expect(body.fields.map((each: { path: string }) => each.path)).toEqual([`body.${field}`]);
  });
});

describe("the list of a class", () => {
  it("does not exist for another institution: not its class, its jobs, or its pupils", async () => {
    const { jobId } = await door.handIn(ROSTER);
    const { stranger } = setting;
    expect(codeOf(await door.announce(ROSTER, { as: stranger }))).toEqual(NOT_FOUND);
    expect(codeOf(await door.report(jobId, stranger))).toEqual(NOT_FOUND);
    expect(codeOf(await door.roster({}, stranger))).toEqual(NOT_FOUND);
    expect(itemsOf(setting.kit, "job")).toHaveLength(1);
  });

  it("is not found where there is none", async () => {
    expect(codeOf(await door.announce(ROSTER, { to: NO_CLASS }))).toEqual(NOT_FOUND);
    expect(codeOf(await door.report(NO_JOB))).toEqual(NOT_FOUND);
    expect(codeOf(await door.roster({}, setting.owner, NO_CLASS))).toEqual(NOT_FOUND);
  });

  it("is handed in by owner and service, and seen by the teacher too", async () => {
    const service = await seedMember(setting.kit.table, "service", {
      role: "institution",
      institutionId: setting.market.institutionId,
      duties: ["service"],
    });
    const announced = await door.announce(ROSTER, { as: service });
    expect(announced.status).toBe(202);
    expect((await door.report(announced.body.jobId, service)).status).toBe(200);
    const { teacher } = setting;
    expect(codeOf(await door.announce(ROSTER, { as: teacher }))).toEqual(FORBIDDEN);
    expect(codeOf(await door.report(announced.body.jobId, teacher))).toEqual(FORBIDDEN);
    expect((await door.roster({}, teacher)).status).toBe(200);
  });

  it("is not handed in here by one who does so elsewhere and only teaches here", async () => {
    const both = await seedMember(
      setting.kit.table,
      "both",
      { role: "institution", institutionId: setting.market.institutionId, duties: ["teacher"] },
      {
        role: "institution",
        institutionId: "ins_01KJNP0000000000000000000B",
        duties: ["owner"],
      },
    );
    expect(codeOf(await door.announce(ROSTER, { as: both }))).toEqual(FORBIDDEN);
  });

  it("is nothing for guardians, officers and institutions' cashiers", async () => {
    const { jobId } = await door.handIn(ROSTER);
    const finance = await seedMember(setting.kit.table, "finance", {
      role: "institution",
      institutionId: setting.market.institutionId,
      duties: ["finance"],
    });
    for (const as of [setting.market.guardian, officer, finance]) {
      expect(codeOf(await door.announce(ROSTER, { as }))).toEqual(FORBIDDEN);
      expect(codeOf(await door.report(jobId, as))).toEqual(FORBIDDEN);
      expect(codeOf(await door.roster({}, as))).toEqual(FORBIDDEN);
    }
  });

  it("has its job at its own end: officers do not find it, nor institutions theirs", async () => {
    const { kit, owner } = setting;
    const { jobId } = await door.handIn(ROSTER);
    const officersEnd = httpLambda(institutionContracts.getJob, getJob, kit);
    expect(codeOf(await call(officersEnd, { as: officer, path: { jobId } }))).toEqual(NOT_FOUND);
    const opened = await call(
      httpLambda(institutionContracts.importInstitutions, importInstitutions, kit),
      { as: officer, body: announcementOf("机构名单.csv", ROSTER) },
    );
    expect(opened.status).toBe(202);
    expect(codeOf(await door.report(opened.body.jobId, owner))).toEqual(NOT_FOUND);
  });

  it("has findings and pupils page by page, with cursors that nobody can make up", async () => {
    const { jobId } = await door.handIn(ROSTER);
    const cursor = "e30.forged";
    const refused = [400, "input.cursor-invalid"];
    expect(codeOf(await door.report(jobId, setting.owner, { cursor }))).toEqual(refused);
    expect(codeOf(await door.roster({ cursor }))).toEqual(refused);
  });

  it("is a defect, which goes to a person, where no job has announced it", async () => {
    await expect(door.deliver("readme.txt")).rejects.toThrow(/no job/);
    await expect(door.deliver(NO_JOB)).rejects.toThrow(/no job/);
  });
});
