import { BankRefused } from "../../../../adapters/bank/bank-client.ts";
import { canonical } from "../../../../functions/kit/idempotency.ts";

/** What becomes of something that the bank is asked: decided when it first arrives, and never again. */
export type Fate = "executed" | "rejected" | "refused";

interface Mandate<T> {
  readonly order: T;
  readonly fate: Fate;
  isAnswered: boolean;
}

/** What a bank was asked of one kind: each id once, whatever is asked again under it. */
export class Mandates<T extends object> {
  readonly #differs: string;
  readonly #refusal: string;
  readonly #known = new Map<string, Mandate<T>>();
  #accepted: string[] = [];

  /** @param differs how the bank refuses other words under an id; @param refusal how it refuses for good */
  constructor(differs: string, refusal: string) {
    this.#differs = differs;
    this.#refusal = refusal;
  }

  /** Takes an order, or refuses it for good; one that is known already is not another one. */
  take(id: string, order: T, fate: Fate): void {
    const known = this.#known.get(id);
    if (known === undefined) {
      this.#known.set(id, { order, fate, isAnswered: false });
      if (fate !== "refused") this.#accepted.push(id);
    } else if (canonical(known.order) !== canonical(order)) {
      throw new BankRefused(this.#differs);
    }
    if ((known?.fate ?? fate) === "refused") throw new BankRefused(this.#refusal);
  }

  /** The order that is answered next, this once: the one named, or the oldest. */
  next(id = this.#accepted[0]): Pick<Mandate<T>, "order" | "fate"> | undefined {
    const mandate = id === undefined ? undefined : this.#known.get(id);
    if (mandate === undefined || mandate.isAnswered || mandate.fate === "refused") return undefined;
    this.#accepted = this.#accepted.filter((accepted) => accepted !== id);
    mandate.isAnswered = true;
    return mandate;
  }
}
