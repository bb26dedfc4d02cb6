import { type BankClient, BankUnavailable } from "../../../../adapters/bank/bank-client.ts";
import { bankThat } from "../../events.ts";
import type { Story } from "../engine/story.ts";
import type { Fate } from "./mandates.ts";
import type { ModelBank } from "./model-bank.ts";
import type { BankNotices } from "./notices.ts";

/** A bank as the platform's client sees it: it may be down, before or after it has done what was asked. */
export function clientOf(
  story: Story,
  bank: ModelBank,
  notices: Pick<BankNotices, "result" | "returnResult" | "refundResult">,
): BankClient {
  const { faults } = story;
  const mayBeDown = (when: string): void => {
    if (faults.strikes("bankDown")) throw new BankUnavailable(`down ${when}`);
  };
  const fate = (): Fate => {
    if (faults.strikes("bankRefuses")) return "refused";
    return faults.strikes("bankRejects") ? "rejected" : "executed";
  };
  return bankThat({
    requestPayment: (asked) =>
      answering(() => {
        mayBeDown("before");
        const page = bank.requestPayment(asked);
        mayBeDown("after");
        return page;
      }),
    async release(order) {
      mayBeDown("before");
      bank.release(order, fate());
      if (faults.strikes("callbackFirst") && bank.executeOne(order.instructionId) !== undefined)
        await notices.result();
      mayBeDown("after");
      return { accepted: true };
    },
    async returnPayIn(order) {
      mayBeDown("before");
      bank.returnPayIn(order, fate());
      if (faults.strikes("callbackFirst") && bank.returnOne(order.returnId) !== undefined)
        await notices.returnResult();
      mayBeDown("after");
      return { accepted: true };
    },
    async refund(order) {
      mayBeDown("before");
      bank.refund(order, fate());
      if (faults.strikes("callbackFirst") && bank.refundOne(order.instructionId) !== undefined)
        await notices.refundResult();
      mayBeDown("after");
      return { accepted: true };
    },
  });
}

const answering = async <T>(work: () => T): Promise<T> => {
  await Promise.resolve();
  return work();
};
