import { startOfDay, type EpochMs } from "../shared/time.ts";
import type { EnrolmentState } from "./enrolment.ts";

/** How a family's money came into custody: into which account, under which serial of the bank. */
export interface WayOfMoney {
  readonly custodyAccountNo: string;
  readonly bankSerial: string;
}

/**
 * The way on which an order's money came, and on which a refund goes back, through however many changes of class.
 * @returns nothing where it was paid before the institution joined: no payment of the family is known
 */
export function wayOfMoney({ payment, origin }: EnrolmentState): WayOfMoney | undefined {
  const { custodyAccountNo, bankSerial } = payment ?? origin ?? {};
  return custodyAccountNo === undefined || bankSerial === undefined
    ? undefined
    : { custodyAccountNo, bankSerial };
}

/**
 * When the family paid, from which its seven days run: on paper where the order was taken over, and for another
 * class where it has changed since.
 */
export const paidAtOf = ({ payment, opening, origin, orderedAt }: EnrolmentState): EpochMs =>
  origin?.paidAt ??
  payment?.receivedAt ??
  (opening === undefined ? orderedAt : startOfDay(opening.paidOn));
