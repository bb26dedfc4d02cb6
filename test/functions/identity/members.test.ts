import { beforeEach, describe, expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { institutionKind } from "../../../adapters/repositories/institution-kinds.ts";
import { InstitutionState } from "../../../domain/institution/institution.ts";
import { InstitutionRegistered } from "../../../events/institution.ts";
import * as contracts from "../../../functions/identity/contracts.ts";
import { appointMember } from "../../../functions/identity/appoint-member.ts";
import { registerGuardian } from "../../../functions/identity/register-guardian.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { repeatableContext } from "../../../functions/kit/task.ts";
import {
  call,
  type Caller,
  ISSUER,
  once,
  seedMember,
  seedUnits,
  testKit,
  type TestKit,
} from "../../support/door.ts";

const INSTITUTION = "ins_01KJNP0000000000000000000A";
const institution = InstitutionState.parse({
  institutionId: INSTITUTION,
  name: "源汇区晨星美术培训有限公司",
  uscc: "91411102XMX928U7EM",
  licenceNo: "校外411102445538",
  licenceValidTo: "2028-10-09",
  category: "culture-art",
  mode: "offline",
  countyUnitId: "unt_411102",
  address: "源汇区民路166号4层",
  areaSquareMetres: 215,
  needsReview: false,
  blacklisted: false,
  inspection: "none",
  source: { jobId: "job_01KJNP0000000000000000000A", line: 3, outcome: "created" },
});

let kit: TestKit;
let officer: Caller;

const officerOf = (unitId: string) =>
  ({ role: "officer", unitId, department: "education", duties: ["institutions"] }) as const;

beforeEach(async () => {
  kit = testKit();
  await seedUnits(kit.table);
  officer = await seedMember(kit.table, "officer", officerOf("unt_411102"));
  const { institutionId, uscc, countyUnitId, source } = institution;
  const { jobId, line } = source;
  const event = InstitutionRegistered.make({ institutionId, uscc, countyUnitId, jobId, line });
  const cause = { correlationId: "seed", causationId: "seed" };
  const context = repeatableContext(contracts.registerBankKey, kit, cause);
  const changes = aggregates(kit.table, institutionKind).create(institution, event, context);
  await kit.table.commit(changes.map((change) => change.write));
});

const appoint = (
  as: Caller,
  subject: string,
  duties: readonly string[],
  options: { institutionId?: string; headers?: Record<string, string> } = {},
) =>
  call(httpLambda(contracts.appointMember, appointMember, kit), {
    as,
    path: { institutionId: options.institutionId ?? INSTITUTION },
    body: { issuer: ISSUER, subject, duties },
    ...(options.headers === undefined ? {} : { headers: options.headers }),
  });

const register = (subject?: string) =>
  call(
    httpLambda(contracts.registerGuardian, registerGuardian, kit),
    subject === undefined ? {} : { as: { subject, memberId: "" } },
  );

const rolesOf = async (subject: string) => (await kit.members.find(ISSUER, subject))?.roles;

describe("appointing a member", () => {
  it("gives an institution that came by list its owner, on record", async () => {
    const { status, body } = await appoint(officer, "owner", ["owner"]);
    expect(status).toBe(201);
    expect(body).toEqual({ memberId: expect.stringMatching(/^mem_/), duties: ["owner"] });
    expect(await rolesOf("owner")).toEqual([
      { role: "institution", institutionId: INSTITUTION, duties: ["owner"] },
    ]);
    const entry = kit.table.all().find((item) => item["eventName"] === "member-appointed");
    expect(entry).toMatchObject({
      aggregateType: "member",
      actor: `member:${officer.memberId}`,
      data: { memberId: body.memberId, institutionId: INSTITUTION, duties: ["owner"] },
    });
  });

  it("adds duties to those held, and keeps every other role", async () => {
    const elsewhere = "ins_01KJNP0000000000000000000B";
    const held = [
      { role: "guardian" },
      { role: "institution", institutionId: elsewhere, duties: ["service"] },
    ] as const;
    const teacher = await seedMember(kit.table, "teacher", ...held);
    const first = await appoint(officer, "teacher", ["teacher"]);
    expect(first.body).toEqual({ memberId: teacher.memberId, duties: ["teacher"] });
    const second = await appoint(officer, "teacher", ["owner"]);
    expect(second.body.duties).toEqual(["owner", "teacher"]);
    expect(await rolesOf("teacher")).toEqual([
      ...held,
      { role: "institution", institutionId: INSTITUTION, duties: ["owner", "teacher"] },
    ]);
  });

  it("changes nothing when the duties are held already", async () => {
    await appoint(officer, "owner", ["owner"]);
    const before = kit.table.all().length;
    const again = await appoint(officer, "owner", ["owner"]);
    expect([again.status, again.body.duties]).toEqual([201, ["owner"]]);
    expect(kit.table.all()).toHaveLength(before);
  });

  it("is answered once for one key", async () => {
    const headers = once();
    const first = await appoint(officer, "owner", ["owner"], { headers });
    const replay = await appoint(officer, "owner", ["owner"], { headers });
    expect(replay.body).toEqual(first.body);
    expect(replay.headers["idempotency-replayed"]).toBe("true");
    const other = await appoint(officer, "owner", ["finance"], { headers });
    expect(other.body.code).toBe("idempotency.key-reused");
  });

  it("makes one member of two calls at the same moment", async () => {
    const answers = await Promise.all([
      appoint(officer, "owner", ["owner"]),
      appoint(officer, "owner", ["finance"]),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([201, 201]);
    expect(await rolesOf("owner")).toEqual([
      { role: "institution", institutionId: INSTITUTION, duties: ["owner", "finance"] },
    ]);
  });

  it("lets nobody appoint themselves, nor outside their area, nor without the duty", async () => {
    const self = await appoint(officer, "officer", ["owner"]);
    expect([self.status, self.body.code]).toEqual([422, "member.appoints-self"]);
    const neighbour = await seedMember(kit.table, "neighbour", officerOf("unt_411103"));
    expect((await appoint(neighbour, "owner", ["owner"])).body.code).toBe("identity.outside-unit");
    const owner = await seedMember(kit.table, "other-owner", {
      role: "institution",
      institutionId: INSTITUTION,
      duties: ["owner"],
    });
    expect((await appoint(owner, "friend", ["owner"])).body.code).toBe("identity.role-required");
    const unknown = { institutionId: "ins_01KJNP0000000000000000000C" };
    expect((await appoint(officer, "owner", ["owner"], unknown)).status).toBe(404);
  });

  it("names what does not fit", async () => {
    for (const duties of [[], ["boss"]]) {
      const { status, body } = await appoint(officer, "owner", duties);
      expect(status).toBe(400);
      expect(body.fields[0].path).toMatch(/^body\.duties/);
    }
    expect(kit.defects).toEqual([]);
  });
});

describe("registering as a guardian", () => {
  it("takes any account with a valid token, and answers alike ever after", async () => {
    const first = await register("wang");
    expect(first.status).toBe(201);
    const second = await register("wang");
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(await rolesOf("wang")).toEqual([{ role: "guardian" }]);
    const entries = kit.table.all().filter((item) => item["eventName"] === "guardian-registered");
    expect(entries).toHaveLength(1);
  });

  it("adds the role to a member who has others", async () => {
    const { status, body } = await register("officer");
    expect([status, body.memberId]).toEqual([201, officer.memberId]);
    expect(await rolesOf("officer")).toEqual([officerOf("unt_411102"), { role: "guardian" }]);
  });

  it("registers once when asked twice at the same moment", async () => {
    const answers = await Promise.all([register("wang"), register("wang")]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 201]);
    expect(answers[0].body).toEqual(answers[1].body);
  });

  it("needs a token", async () => {
    const { status, body } = await register();
    expect([status, body.code]).toEqual([401, "identity.unauthenticated"]);
    expect(kit.defects).toEqual([]);
  });
});
