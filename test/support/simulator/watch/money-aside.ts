import type { Booking } from "../world/model-bank.ts";
import type { SuspendedItem } from "./watched-items.ts";

/** From what to what money that fits no order may go. */
const STEPS: ReadonlySet<string> = new Set([
  "new held",
  "held returning",
  "returning held",
  "returning returned",
  // The bank takes it back itself: before it has told of it, while it is held, while its return is under way or done.
  "new reversed",
  "held reversed",
  "returning returning",
  "returned returned",
  "returning reversed",
]);

/** Money that came in and belongs to no order, by the bank's serial: it stays whole, and goes back once. */
export class MoneyAside {
  readonly #aside = new Map<string, SuspendedItem["state"]>();
  readonly #paidBack = new Map<string, Booking>();

  /** Whether the platform has just learned that the bank has taken it back. */
  isNewlyReversed({ bankSerial, status }: SuspendedItem["state"]): boolean {
    return status === "reversed" && this.#aside.get(bankSerial)?.status !== "reversed";
  }

  /** @returns what is wrong with what the platform has written, if anything */
  recorded(state: SuspendedItem["state"]): string | undefined {
    const { bankSerial, status, amountFen } = state;
    const before = this.#aside.get(bankSerial);
    this.#aside.set(bankSerial, state);
    const step = `${before?.status ?? "new"} ${status}`;
    if (!STEPS.has(step)) return `the pay-in ${bankSerial} goes ${step}`;
    if (before !== undefined && before.amountFen !== amountFen)
      return `the pay-in ${bankSerial} was ${before.amountFen} fen and is ${amountFen}`;
    const isBack = this.#paidBack.has(bankSerial);
    if (isBack && status === "held") return `the pay-in ${bankSerial} is held, and was paid back`;
    if (!isBack && status === "returned")
      return `the pay-in ${bankSerial} is returned, and the bank has not paid it back`;
    return undefined;
  }

  /** @returns what is wrong with what the bank has paid back, if anything */
  paidBack(bankSerial: string, booking: Booking): string | undefined {
    if (this.#paidBack.has(bankSerial)) return `the pay-in ${bankSerial} is paid back twice`;
    this.#paidBack.set(bankSerial, booking);
    const aside = this.#aside.get(bankSerial);
    if (aside?.status !== "returning")
      return `the pay-in ${bankSerial} is paid back and ${aside?.status ?? "not held aside"}`;
    if (aside.amountFen !== booking.amountFen)
      return `of ${aside.amountFen} fen in ${bankSerial}, ${booking.amountFen} are paid back`;
    return undefined;
  }
}
