import { describe, expect, it } from "vitest";
import { importInstitutions as contract } from "../../../functions/institution/contracts.ts";
import { importInstitutions } from "../../../functions/institution/import-institutions.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { call, once, seedMember, seedUnits, testKit } from "../../support/door.ts";

const SECRET = "policy-that-lets-one-upload";

describe("an upload form", () => {
  it("is kept nowhere, even when the caller sends an idempotency key", async () => {
    const kit = testKit();
    await seedUnits(kit.table);
    const officer = await seedMember(kit.table, "officer", {
      role: "officer",
      unitId: "unt_411102",
      department: "education",
      duties: ["institutions"],
    });
    const uploadForms = {
      formFor: () =>
        Promise.resolve({
          url: "http://uploads.test",
          fields: { policy: SECRET },
          expiresAt: "2026-03-02T09:15:00+08:00",
        }),
    };
    const body = {
      fileName: "list.csv",
      contentLength: 10,
      sha256: `${"A".repeat(43)}=`,
      contentType: "text/csv",
    };
    const answer = await call(httpLambda(contract, importInstitutions, { ...kit, uploadForms }), {
      as: officer,
      body,
      headers: once(),
    });
    expect([answer.status, answer.body.upload.fields.policy]).toEqual([202, SECRET]);
    expect(JSON.stringify(kit.table.all())).not.toContain(SECRET);
    expect(kit.defects).toEqual([]);
  });
});
