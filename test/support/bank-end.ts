import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
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
import { httpEvent, inProcess, type TestKit } from "./door.ts";

/** The bank end of the platform, on a port of its own. */
export async function startPlatformOf(kit: TestKit) {
  const handlers: Readonly<Record<string, HttpHandler>> = {
    "/bank/v1/pay-ins": httpLambda(enrolment.notifyPayIn, notifyPayIn, kit),
    "/bank/v1/instruction-results": httpLambda(
      custody.reportInstructionResult,
      reportInstructionResult,
      kit,
    ),
    "/bank/v1/pay-in-reversals": httpLambda(
      settlement.reportPayInReversal,
      reportPayInReversal,
      kit,
    ),
    "/bank/v1/return-results": httpLambda(settlement.reportReturnResult, reportReturnResult, kit),
    "/bank/v1/refund-results": httpLambda(refund.reportRefundResult, reportRefundResult, kit),
    "/bank/v1/balances": httpLambda(settlement.pushBalance, pushBalance, kit),
    "/bank/v1/deposit-balances": httpLambda(deposit.pushDepositBalance, pushDepositBalance, kit),
  };
  const answer = async (incoming: IncomingMessage): Promise<{ status: number; body: string }> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array));
    const path = incoming.url ?? "";
    const handler = handlers[path];
    if (handler === undefined) return { status: 404, body: "{}" };
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    );
    const event = httpEvent({
      as: undefined,
      path: undefined,
      query: undefined,
      body: Buffer.concat(chunks).toString(),
      headers,
    });
    const response = await handler({ ...event, rawPath: path }, inProcess);
    return { status: response.statusCode ?? 500, body: response.body ?? "{}" };
  };
  const server = createServer((incoming, outgoing) => {
    void answer(incoming).then(({ status, body }) => outgoing.writeHead(status).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
