import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { InstitutionId } from "../../../domain/shared/ids.ts";
import { seedMember } from "../../support/door.ts";
import { misplace, MISPLACED_FEN } from "../../support/finance.ts";
import {
  aBoundInstitution,
  anInstitution,
  fundsOfficer,
  seedInstitution,
} from "../../support/institution.ts";
import { settledCity, type SettledCity } from "../../support/settled-city.ts";

const OTHER = InstitutionId.parse("ins_01KJNP0000000000000000000B");
const OTHER_ACCOUNT = "88000099";

/** A county in which one payment went back to its payer, and two more lie on accounts of two institutions. */
let city: SettledCity;
let amountFen: number;
beforeEach(async () => {
  city = await settledCity();
  const order = await city.anOrder();
  amountFen = order.amountFen + 1;
  await city.payAtBank(order.payUrl, amountFen);
  await vi.waitFor(async () => {
    await city.pump();
    expect(await city.mine()).toMatchObject([{ status: "returned" }]);
  });
  const { account } = aBoundInstitution();
  if (account === undefined) throw new Error("a bound institution has an account");
  const bound = { ...account, custodyAccountNo: OTHER_ACCOUNT };
  await seedInstitution(city.kit, aBoundInstitution({ institutionId: OTHER, account: bound }));
  const here = { accountNo: city.custodyAccountNo };
  await misplace(city.kit, order.enrolmentId, { bankSerial: "SB9001", ...here });
  const elsewhere = { holderId: OTHER, accountNo: OTHER_ACCOUNT };
  await misplace(city.kit, order.enrolmentId, { bankSerial: "SB9002", ...elsewhere });
});
afterEach(() => city.stop());

const listed = async (query: Readonly<Record<string, string>>, as = city.officer) => {
  const { status, body } = await city.suspended(as, query);
  expect(status).toBe(200);
  return body;
};

describe("the misplaced money of one institution", () => {
  it("is what lies on its account, and then what has gone, page by page", async () => {
    const held = { status: "held", bankSerial: "SB9001", amountFen: MISPLACED_FEN };
    const gone = { status: "returned", amountFen };
    const { institutionId } = city;
    expect((await listed({ institutionId })).payments).toMatchObject([held, gone]);
    const rows: unknown[] = [];
    for (let cursor: string | undefined, isLast = false; !isLast;) {
      const page = await listed({ institutionId, limit: "1", ...(cursor && { cursor }) });
      expect(page.payments.length).toBeLessThanOrEqual(1);
      rows.push(...page.payments);
      cursor = page.nextCursor;
      isLast = cursor === undefined;
    }
    expect(rows).toMatchObject([held, gone]);
  });

  it("is told apart by what became of it, and from that of others in the same county", async () => {
    const { institutionId } = city;
    const returned = await listed({ institutionId, status: "returned" });
    expect(returned.payments).toMatchObject([{ amountFen, institutionId }]);
    expect((await listed({ institutionId: OTHER })).payments).toMatchObject([
      { bankSerial: "SB9002", institutionId: OTHER, custodyAccountNo: OTHER_ACCOUNT },
    ]);
    expect((await listed({})).payments).toHaveLength(3);
  });

  it("is none where there is no account", async () => {
    const bare = InstitutionId.parse("ins_01KJNP0000000000000000000C");
    await seedInstitution(city.kit, anInstitution({ institutionId: bare }));
    expect(await listed({ institutionId: bare })).toEqual({ payments: [] });
  });

  it("is refused to officers of other places and trades, and where nobody knows the institution", async () => {
    const { institutionId } = city;
    const seen = async (role: Parameters<typeof seedMember>[2], id: string = institutionId) => {
      const as = await seedMember(city.kit.table, `officer-${JSON.stringify(role)}`, role);
      const { status, body } = await city.suspended(as, { institutionId: id });
      return [status, body.code];
    };
    expect(await seen(fundsOfficer("unt_411100"))).toEqual([200, undefined]);
    const outside = [403, "identity.outside-unit"];
    expect(await seen(fundsOfficer("unt_411103"))).toEqual(outside);
    expect(await seen({ ...fundsOfficer("unt_411102"), department: "sports" })).toEqual(outside);
    const unknown = await seen(fundsOfficer("unt_411100"), "ins_01KJNP0000000000000000000Z");
    expect(unknown).toEqual([404, "resource.not-found"]);
  });

  it("has cursors of its own", async () => {
    const { nextCursor } = await listed({ limit: "1" });
    const { status, body } = await city.suspended(city.officer, {
      ...{ institutionId: city.institutionId, limit: "1", cursor: String(nextCursor) },
    });
    expect([status, body.code]).toEqual([400, "input.cursor-invalid"]);
  });
});
