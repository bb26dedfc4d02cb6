import type { Item } from "../../../../adapters/table/table.ts";
import type { Booking } from "../world/model-bank.ts";
import { type EntryItem, itemAs, type RefundItem } from "./watched-items.ts";

/** A refund that stands is paid by the bank, or by the institution, which may be late or be first. */
const STANDS = ["instructed", "owed", "overdue", "paid", "withdrawn", "with-person"];

/** From what to what a refund may go; written from the law's and the handbook's words. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  new: ["applied", "agreed", "ordered"],
  applied: ["agreed", "deemed", "rejected", "withdrawn"],
  rejected: ["ordered", "dismissed", "withdrawn"],
  agreed: STANDS,
  deemed: STANDS,
  ordered: STANDS,
  instructed: ["paid", "bank-failed", "with-person"],
  "bank-failed": ["instructed", "with-person"],
  "with-person": ["instructed", "paid", "bank-failed"],
  owed: ["overdue", "paid"],
  overdue: ["paid"],
};

/** What a family has to be told, whoever has done it, in the commit that does it. */
const TOLD_OF = new Set(["agreed", "deemed", "ordered", "rejected", "dismissed", "paid"]);

type Refund = RefundItem["state"];

/** What one refund has come to. */
interface Known {
  state: Refund;
  paidBy?: { readonly instructionId: string; readonly booking: Booking };
}

/** Refunds go the ways that they may; the bank pays each once, and as much as was asked. */
export class RefundWatch {
  readonly #refunds = new Map<string, Known>();
  /** By instruction: the refund that it pays. */
  readonly #paysWhat = new Map<string, string>();

  /** @returns what is wrong with a refund's head, if anything; @param items of the same commit */
  recorded(state: Refund, items: readonly Item[]): string | undefined {
    const { refundId, status, payment } = state;
    const before = this.#refunds.get(refundId);
    this.#refunds.set(refundId, { ...before, state });
    if (payment !== undefined) this.#paysWhat.set(payment.instructionId, refundId);
    const from = before?.state.status ?? "new";
    if (from === status) return undefined;
    if (STEPS[from]?.includes(status) !== true) return `refund ${refundId} goes ${from} ${status}`;
    if (TOLD_OF.has(status) && !isToldOf(state, items))
      return `refund ${refundId} is ${status}, and its family is not told`;
    return status === "paid" ? this.#isPaid(state) : undefined;
  }

  /** The bank has not paid it, or with as much as the books say. */
  #isPaid({ refundId, custodyFen, heldFen, bankSerial }: Refund): string | undefined {
    const paid = this.#refunds.get(refundId)?.paidBy;
    const mustFen = heldFen === 0 ? 0 : custodyFen;
    const paidFen = paid?.booking.amountFen ?? 0;
    if (paidFen !== mustFen || paid?.booking.serial !== bankSerial)
      return `refund ${refundId} of ${mustFen} fen is paid, and the bank has paid ${paidFen}`;
    return undefined;
  }

  /** @returns what is wrong with what the bank has paid to a family, if anything */
  paidOut(instructionId: string, booking: Booking): string | undefined {
    const known = this.#refunds.get(this.#paysWhat.get(instructionId) ?? "");
    if (known === undefined) return `${instructionId} pays no refund`;
    const { state, paidBy } = known;
    if (paidBy !== undefined)
      return `refund ${state.refundId} is paid by ${instructionId}, and was by ${paidBy.instructionId}`;
    known.paidBy = { instructionId, booking };
    if (booking.amountFen !== state.custodyFen)
      return `refund ${state.refundId} of ${state.custodyFen} fen is paid ${booking.amountFen}`;
    if (state.status !== "instructed" && state.status !== "with-person")
      return `refund ${state.refundId} is ${state.status}, and the bank pays it`;
    return undefined;
  }

  /** @returns the first refund that the bank has paid and the platform does not know as paid */
  unposted(): string | undefined {
    const found = [...this.#refunds.values()].find(
      ({ state, paidBy }) => paidBy !== undefined && state.status !== "paid",
    );
    return (
      found &&
      `the refund ${found.state.refundId} is ${found.state.status}, and the bank has paid it`
    );
  }

  /** @returns what is wrong with an order's money that has gone back, if anything */
  executed({ data }: EntryItem): string | undefined {
    const { refundId = "", bankSerial, custodyFen } = data;
    if (bankSerial === undefined) return undefined;
    const { serial, amountFen } = this.#refunds.get(refundId)?.paidBy?.booking ?? {};
    if (serial === bankSerial && amountFen === custodyFen) return undefined;
    return `${refundId} gives back ${custodyFen ?? 0} fen by ${bankSerial}, and the bank paid ${amountFen ?? 0}`;
  }
}

const isToldOf = ({ guardianId, enrolmentId }: Refund, items: readonly Item[]): boolean =>
  items.some((item) => {
    const { recipient, about } = itemAs(item, "notice")?.state ?? {};
    return recipient?.memberId === guardianId && about?.enrolmentId === enrolmentId;
  });
