import { beforeEach, describe, expect, it } from "vitest";
import type * as z from "zod";
import { BANK_WINDOW_MS } from "../../adapters/bank/bank-protocol.ts";
import type { Signer } from "../../adapters/signing/keys.ts";
import { DAY_MS, toRfc3339 } from "../../domain/shared/time.ts";
import { useCases } from "../../functions/contracts.ts";
import * as custody from "../../functions/custody/contracts.ts";
import { reportInstructionResult } from "../../functions/custody/report-instruction-result.ts";
import * as enrolment from "../../functions/enrolment/contracts.ts";
import { notifyPayIn } from "../../functions/enrolment/notify-pay-in.ts";
import { type HttpHandler, httpLambda } from "../../functions/kit/http.ts";
import * as refund from "../../functions/refund/bank-contracts.ts";
import { reportRefundResult } from "../../functions/refund/report-refund-result.ts";
import * as settlement from "../../functions/settlement/contracts.ts";
import { pushBalance } from "../../functions/settlement/push-balance.ts";
import { reportPayInReversal } from "../../functions/settlement/report-pay-in-reversal.ts";
import { reportReturnResult } from "../../functions/settlement/report-return-result.ts";
import * as deposit from "../../functions/supervision/deposit-contracts.ts";
import { pushDepositBalance } from "../../functions/supervision/push-deposit-balance.ts";
import { callAsBank, seedBankKey } from "../support/bank-door.ts";
import { once, testKit, type TestKit } from "../support/door.ts";

const ACCOUNT = { custodyAccountNo: "88000001" };
const EXECUTED = { outcome: "executed", amountFen: 100, bankSerial: "SB1" };

interface Told {
  readonly handler: (kit: TestKit) => HttpHandler;
  /** What the bank tells of nothing that the platform knows, and the instant at which it happened. */
  readonly body: (instant: string) => object;
}

/** Every instant that a bank tells, by operation and field. */
const TOLD: Readonly<Record<string, Told>> = {
  "notifyPayIn paidAt": {
    handler: (kit) => httpLambda(enrolment.notifyPayIn, notifyPayIn, kit),
    body: (paidAt) => ({
      ...{ bankSerial: "SB1", paymentId: "pay_1", amountFen: 100 },
      ...{ ...ACCOUNT, paidAt },
    }),
  },
  "reportInstructionResult executedAt": {
    handler: (kit) => httpLambda(custody.reportInstructionResult, reportInstructionResult, kit),
    body: (executedAt) => ({ ...EXECUTED, instructionId: "pin_1", executedAt }),
  },
  "reportRefundResult executedAt": {
    handler: (kit) => httpLambda(refund.reportRefundResult, reportRefundResult, kit),
    body: (executedAt) => ({
      ...{ instructionId: "pin_1", outcome: "executed", amountFen: 100, refundSerial: "SB2" },
      executedAt,
    }),
  },
  "reportReturnResult executedAt": {
    handler: (kit) => httpLambda(settlement.reportReturnResult, reportReturnResult, kit),
    body: (executedAt) => ({ ...EXECUTED, returnId: "ret_1", returnSerial: "SB2", executedAt }),
  },
  "reportPayInReversal reversedAt": {
    handler: (kit) => httpLambda(settlement.reportPayInReversal, reportPayInReversal, kit),
    body: (reversedAt) => ({ ...REVERSED, reversedAt }),
  },
  "reportPayInReversal payIn.paidAt": {
    handler: (kit) => httpLambda(settlement.reportPayInReversal, reportPayInReversal, kit),
    body: (paidAt) => ({
      ...REVERSED,
      reversedAt: "2026-03-02T01:00:00.000Z",
      payIn: { paymentId: "pay_1", ...ACCOUNT, paidAt },
    }),
  },
  "pushBalance asOf": {
    handler: (kit) => httpLambda(settlement.pushBalance, pushBalance, kit),
    body: (asOf) => ({ ...ACCOUNT, balanceFen: 100, serialCount: 1, asOf }),
  },
  "pushDepositBalance asOf": {
    handler: (kit) => httpLambda(deposit.pushDepositBalance, pushDepositBalance, kit),
    body: (asOf) => ({
      ...{ depositAccountNo: "77000001", holderUscc: "91411102XMX928U7EM", balanceFen: 100 },
      asOf,
    }),
  },
};

const REVERSED = {
  ...{ bankSerial: "SB1", reversalSerial: "SB2", amountFen: 100, reasonCode: "not-covered" },
};

let kit: TestKit;
let signer: Signer;
beforeEach(async () => {
  kit = testKit();
  signer = await seedBankKey(kit);
});

/** The instants in a schema, as `payIn.paidAt`. */
function instantsIn(schema: z.core.$ZodType, path = ""): readonly string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "optional") return instantsIn(def.innerType, path);
  if (def.type === "object")
    return Object.entries(def.shape).flatMap(([name, inner]) =>
      instantsIn(inner, path === "" ? name : `${path}.${name}`),
    );
  return "format" in def && def.format === "datetime" ? [path] : [];
}

describe("an instant that a bank tells", () => {
  it.each(Object.entries(TOLD))(
    "%s: is refused once it lies further ahead than clocks may differ, and nothing is written",
    async (name, { handler, body }) => {
      const ask = (ahead: number, headers = once()) =>
        callAsBank(handler(kit), kit, signer, body(toRfc3339(kit.now() + ahead)), { headers });
      const before = kit.table.stream().length;
      for (const ahead of [BANK_WINDOW_MS + 1, DAY_MS]) {
        const { status, body: problem } = await ask(ahead);
        expect([status, problem.code]).toEqual([409, "input.not-happened-yet"]);
        expect(problem.detail).toContain(name.split(" ")[1]);
      }
      expect(kit.table.stream()).toHaveLength(before);
      expect((await ask(BANK_WINDOW_MS)).body.code).not.toBe("input.not-happened-yet");
      expect(kit.defects).toEqual([]);
    },
  );

  it("is taken with the same key once it has come", async () => {
    const { handler, body } = TOLD["notifyPayIn paidAt"] ?? expect.fail("it is in the list");
    const told = body(toRfc3339(kit.now() + DAY_MS));
    const headers = once();
    const tell = () => callAsBank(handler(kit), kit, signer, told, { headers });
    expect((await tell()).status).toBe(409);
    kit.advance(DAY_MS);
    expect((await tell()).body).toMatchObject({ outcome: "suspense" });
  });

  it("is in this list, whatever the operation", () => {
    const told = useCases
      .filter(({ end }) => end === "bank")
      .flatMap(({ id, input }) => {
        expect(input.body, id).toBeDefined();
        return input.body === undefined
          ? []
          : instantsIn(input.body).map((field) => `${id} ${field}`);
      });
    expect(Object.keys(TOLD).toSorted()).toEqual(told.toSorted());
  });
});
