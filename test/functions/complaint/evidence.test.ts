import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { type ComplaintCity, complaintCity, filed } from "../../support/complaint-city.ts";

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(60, 1)]);
const MOST_BYTES = 10 * 1024 * 1024;
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64");
const announcement = (bytes: Uint8Array, contentType = "image/jpeg") => ({
  contentType,
  contentLength: bytes.length,
  sha256: digest(bytes),
});

let city: ComplaintCity;
let complaintId: string;

beforeEach(async () => {
  city = await complaintCity();
  complaintId = await filed(city);
});

const announce = (body: object) =>
  city.ask("addComplaintEvidence", city.family, { path: { complaintId }, body });

/** Announces a file, puts another into its place, and asks to have it attached. */
async function uploaded(announced: Uint8Array, sent: Uint8Array | undefined, type = "image/jpeg") {
  const { body } = await announce(announcement(announced, type));
  const { evidenceId } = body;
  const key = city.kit.expected.at(-1)?.key ?? "";
  if (sent !== undefined) city.kit.uploads.set(key, sent);
  const complete = () =>
    city.ask("completeUpload", city.family, { path: { complaintId, evidenceId } });
  return { evidenceId, key, complete };
}

const attached = async () => {
  const { body } = await city.ask("getMyComplaint", city.family, { path: { complaintId } });
  return body.evidence;
};

describe("evidence", () => {
  it("is quarantined, verified, and only then attached and shown to the sides", async () => {
    const { evidenceId, key, complete } = await uploaded(JPEG, JPEG);
    expect(key).toBe(`quarantine/complaints/${complaintId}/${evidenceId}`);
    expect(await attached()).toEqual([]);
    const done = await complete();
    expect([done.status, done.body]).toEqual([200, { complaintId, evidenceId }]);
    expect(await attached()).toEqual([
      {
        evidenceId,
        by: "family",
        contentType: "image/jpeg",
        sizeBytes: JPEG.length,
        attachedAt: expect.any(String),
        download: {
          url: `https://uploads.test/evidence/complaints/${complaintId}/${evidenceId}?signed`,
          expiresAt: expect.any(String),
        },
      },
    ]);
    const again = await complete();
    expect([again.status, again.body.code]).toEqual([409, "complaint.evidence-attached"]);
  });

  it.each([
    ["nothing has come", JPEG, undefined, "image/jpeg", "not-uploaded"],
    ["it is larger", JPEG, Buffer.concat([JPEG, JPEG]), "image/jpeg", "wrong-size"],
    ["it is smaller", JPEG, JPEG.subarray(1), "image/jpeg", "wrong-size"],
    ["it is another file", JPEG, Buffer.alloc(JPEG.length, 0xff), "image/jpeg", "wrong-hash"],
    [
      "it is no JPEG at all",
      Buffer.from("<html>"),
      Buffer.from("<html>"),
      "image/jpeg",
      "wrong-type",
    ],
    ["it is a JPEG and no PDF", JPEG, JPEG, "application/pdf", "wrong-type"],
  ])("is refused when %s, and nothing changes", async (_why, announced, sent, type, code) => {
    const { complete } = await uploaded(announced, sent, type);
    const before = JSON.stringify(city.kit.table.all());
    const { status, body } = await complete();
    expect([status >= 400, body.code]).toEqual([true, `complaint.evidence-${code}`]);
    expect(JSON.stringify(city.kit.table.all())).toBe(before);
    expect([...city.kit.uploads.keys()].filter((key) => key.startsWith("evidence/"))).toEqual([]);
  });

  it("is of the types that are taken, and not too large", async () => {
    const html = await announce(announcement(JPEG, "text/html"));
    expect([html.status, html.body.code]).toEqual([422, "complaint.evidence-type-forbidden"]);
    expect(html.body.detail).toContain("application/pdf");
    const huge = { ...announcement(JPEG), contentLength: MOST_BYTES + 1 };
    const refused = await announce(huge);
    expect([refused.body.code, refused.body.facts]).toEqual([
      "complaint.evidence-too-large",
      { sizeBytes: MOST_BYTES + 1, mostBytes: MOST_BYTES },
    ]);
    expect((await announce({ ...huge, contentLength: MOST_BYTES })).status).toBe(201);
  });

  it("is twenty pieces at most, and none once the complaint is over", async () => {
    for (let piece = 0; piece < 20; piece += 1)
      expect((await announce(announcement(JPEG))).status).toBe(201);
    const more = await announce(announcement(JPEG));
    expect([more.status, more.body.code]).toEqual([422, "complaint.evidence-too-many"]);
    const other = await filed(city);
    await city.ask("withdrawComplaint", city.family, { path: { complaintId: other } });
    const late = await city.ask("addComplaintEvidence", city.family, {
      path: { complaintId: other },
      body: announcement(JPEG),
    });
    expect([late.status, late.body.code]).toEqual([409, "complaint.withdrawn"]);
  });

  it("still waits when the clock has moved on, for whoever verifies it", async () => {
    const { complete } = await uploaded(JPEG, JPEG);
    city.kit.advance(DAY_MS);
    expect((await complete()).status).toBe(200);
  });

  it("of a stranger's complaint cannot be handed in or verified", async () => {
    const { evidenceId } = await uploaded(JPEG, JPEG);
    const stolen = await city.ask("completeUpload", city.stranger, {
      path: { complaintId, evidenceId },
    });
    expect(stolen.status).toBe(404);
    const unknown = await city.ask("completeUpload", city.family, {
      path: { complaintId, evidenceId: "evd_01KJNP00000000000000000000" },
    });
    expect(unknown.status).toBe(404);
  });
});
