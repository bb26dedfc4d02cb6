import type { Story } from "../engine/story.ts";
import type { Order } from "./families.ts";

/** A bank takes back what a family has paid: for a class that has not begun, or for no order, as far as is known. */
export function reverseOne(
  { chance, banks, stage, now, trace }: Story,
  orders: readonly Order[],
): void {
  const order = chance.pick(orders.filter((one) => isAhead(one, now)));
  const institution = stage.institutions.find(
    ({ institutionId }) => institutionId === order?.class.institutionId,
  );
  const bank = banks.get(institution?.bankId ?? "");
  const payIns = [...(bank?.payIns.values() ?? [])];
  const own = payIns.filter(({ paymentId }) => paymentId === order?.paymentId);
  const serial = chance.pick(own)?.bankSerial;
  if (bank === undefined || serial === undefined) return;
  trace.add(`reverse ${serial} ${String(bank.reverse(serial))}`);
}

/** Nobody has said that it is paid, or none of its lessons has begun. */
const isAhead = ({ class: { sessionStarts }, isPaid }: Order, now: number): boolean =>
  !isPaid || (sessionStarts[0] ?? 0) > now;
