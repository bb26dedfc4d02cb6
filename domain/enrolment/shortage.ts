import { PaymentReversed, ShortageMadeGood } from "../../events/enrolment.ts";
import { type Balances, heldInCustodyFen } from "../custody/balances.ts";
import { fen, type Fen, ZERO_FEN } from "../shared/money.ts";

interface Recorded {
  readonly eventName: string;
  readonly data: unknown;
}

/**
 * What an order is short of after one more entry of its journal: the reversal of its payment says what lacks, until
 * it was made good.
 */
export function shortFenAfter(beforeFen: Fen, event: Recorded): Fen {
  if (event.eventName === PaymentReversed.name)
    return PaymentReversed.schema.parse(event.data).shortFen;
  if (event.eventName === ShortageMadeGood.name) return ZERO_FEN;
  return beforeFen;
}

/**
 * What a bank has to hold for orders: their money in custody, less what it took back from them though it was not free
 * any more. An account from which more was taken than lies in it holds nothing.
 */
export const heldByBankFen = (balances: Balances, shortFen: Fen): Fen =>
  fen(Math.max(0, heldInCustodyFen(balances) - shortFen));
