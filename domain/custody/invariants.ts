import { invariant } from "../shared/invariant.ts";
import { accountedFen, receivedFen, type Balances } from "./balances.ts";

/**
 * Money is conserved: paid + transferredIn = the sum of all states. That no state is negative is part of
 * the type `Fen` itself.
 * @throws InvariantBroken naming both sums
 */
export function checkConservation(balances: Balances): void {
  const received = receivedFen(balances);
  const accounted = accountedFen(balances);
  invariant(
    received === accounted,
    `money is not conserved: ${received} fen came in, ${accounted} fen are accounted for`,
  );
}
