import type { Principal } from "../../../../functions/kit/context.ts";
import type { Outcome } from "../engine/call.ts";
import type { Mailbox } from "../engine/mailbox.ts";
import type { Balance, PayIn, RefundAnswer, Result, ReturnAnswer, Reversal } from "./model-bank.ts";
import { operations } from "./operations.ts";
import type { NoticeLetter, Post } from "./post.ts";
import type { Story } from "../engine/story.ts";

const principalOf = (bankId: string): Principal => ({
  kind: "bank",
  bankId,
  keyId: `${bankId}/2026-1`,
});

type Notice = PayIn | Reversal | Result | ReturnAnswer | RefundAnswer | Balance;
type Told =
  | "notifyPayIn"
  | "reportPayInReversal"
  | "reportInstructionResult"
  | "reportReturnResult"
  | "reportRefundResult"
  | "pushBalance";

const REASON = "insufficient-balance";

/** The banks' side of the story: what they tell, and what they were answered. */
export class BankNotices {
  readonly #story: Story;
  readonly #post: Post;
  readonly #onMatched: (paymentId: string) => void;
  /** By serial or instruction: the one answer, under whatever key it was told. */
  readonly #answers = new Map<string, string>();

  constructor(story: Story, post: Post, onMatched: (paymentId: string) => void) {
    this.#story = story;
    this.#post = post;
    this.#onMatched = onMatched;
  }

  async payIn(): Promise<void> {
    const [letter] = this.#post.payIns.take();
    if (letter === undefined) return;
    const { notice } = letter.message;
    const text = await this.#tell("notifyPayIn", this.#post.payIns, letter, notice.bankSerial);
    if (text?.includes("matched") === true) this.#onMatched(notice.paymentId);
    const others = [
      { ...notice, amountFen: notice.amountFen + 1 },
      { ...notice, paymentId: "another-payment" },
    ];
    if (text !== undefined) await this.#contradict("notifyPayIn", letter.message, others);
  }

  async result(): Promise<void> {
    const [letter] = this.#post.results.take();
    if (letter === undefined) return;
    const { notice } = letter.message;
    const id = notice.instructionId;
    const text = await this.#tell("reportInstructionResult", this.#post.results, letter, id);
    const { instructionId, amountFen, executedAt } = notice;
    const others: Result[] = [
      { ...notice, amountFen: amountFen + 1 },
      { instructionId, amountFen, executedAt, outcome: "executed", bankSerial: "another-serial" },
      notice.outcome === "executed"
        ? { instructionId, amountFen, executedAt, outcome: "rejected", reason: REASON }
        : { ...notice, amountFen: 1 + 2 * amountFen },
    ];
    if (text !== undefined)
      await this.#contradict("reportInstructionResult", letter.message, others);
  }

  async returnResult(): Promise<void> {
    const [letter] = this.#post.returnResults.take();
    if (letter === undefined) return;
    const { notice } = letter.message;
    const { returnId, bankSerial, amountFen, executedAt } = notice;
    const text = await this.#tell("reportReturnResult", this.#post.returnResults, letter, returnId);
    const same = { returnId, bankSerial, amountFen, executedAt };
    const others: ReturnAnswer[] = [
      { ...notice, amountFen: amountFen + 1 },
      { ...same, outcome: "executed", returnSerial: "another-serial" },
      notice.outcome === "executed"
        ? { ...same, outcome: "rejected", reason: REASON }
        : { ...notice, returnId: "another-return" },
    ];
    if (text !== undefined) await this.#contradict("reportReturnResult", letter.message, others);
  }

  /** What a bank has taken back is gone once; it may be heard before the pay-in itself. */
  async reversal(): Promise<void> {
    const { reversals } = this.#post;
    const [letter] = reversals.take();
    if (letter === undefined) return;
    const { notice } = letter.message;
    const text = await this.#tell("reportPayInReversal", reversals, letter, notice.reversalSerial);
    const others: Reversal[] = [
      { ...notice, amountFen: notice.amountFen + 1 },
      { ...notice, reversalSerial: "another-reversal" },
    ];
    if (text !== undefined) await this.#contradict("reportPayInReversal", letter.message, others);
  }

  /** Of a refund a bank may say something wrong before the truth; then nothing is posted, and a person looks. */
  async refundResult(): Promise<void> {
    const { refundResults } = this.#post;
    const [letter] = refundResults.take();
    if (letter === undefined) return;
    const { notice } = letter.message;
    const { instructionId, amountFen, executedAt } = notice;
    const lie = { ...letter.message, key: `lie-${this.#story.newNumber()}` };
    await this.#contradict("reportRefundResult", lie, [
      { ...notice, amountFen: amountFen + 1 },
      { ...notice, amountFen: 1 + 2 * amountFen },
    ]);
    const text = await this.#tell("reportRefundResult", refundResults, letter, instructionId);
    if (text?.includes("contested") === true)
      this.#story.watch.break(`what the bank says of ${instructionId} is true, and is contested`);
    const same = { instructionId, amountFen, executedAt };
    const others: RefundAnswer[] = [
      { ...notice, amountFen: amountFen + 1 },
      { ...same, outcome: "executed", refundSerial: "another-serial" },
    ];
    if (text !== undefined) await this.#contradict("reportRefundResult", letter.message, others);
  }

  /** A balance is compared once for its key, however often and late it is heard. */
  async balance(): Promise<void> {
    const { balances } = this.#post;
    const [letter] = balances.take();
    if (letter === undefined) return;
    const { bankId, notice, key } = letter.message;
    const outcome = await this.#call("pushBalance", bankId, notice, key, notice.custodyAccountNo);
    if (outcome.kind === "again") balances.again(letter);
    else if (outcome.kind === "refused") this.#story.watch.break(`${key}: ${outcome.code}`);
    else this.#sameAnswer("pushBalance", key, outcome.text);
  }

  /** Tells one notice, mostly under its own key. @returns the answer, if one came */
  async #tell<T extends Notice>(
    name: Told,
    box: Mailbox<NoticeLetter<T>>,
    letter: ReturnType<Mailbox<NoticeLetter<T>>["take"]>[number],
    subject: string,
  ): Promise<string | undefined> {
    const { bankId, notice, key } = letter.message;
    const usedKey = this.#story.chance.happens(0.2) ? `anew-key-${this.#story.newNumber()}` : key;
    const outcome = await this.#call(name, bankId, notice, usedKey, subject);
    if (outcome.kind === "again") {
      box.again(letter);
      return undefined;
    }
    if (outcome.kind === "refused") {
      this.#story.watch.break(`${name} of ${subject} was refused: ${outcome.code}`);
      return undefined;
    }
    this.#sameAnswer(name, subject, outcome.text);
    return outcome.text;
  }

  #sameAnswer(name: Told, subject: string, text: string): void {
    const first = this.#answers.get(subject) ?? text;
    this.#answers.set(subject, first);
    if (first !== text)
      this.#story.watch.break(`${name} of ${subject} was answered ${first}, now ${text}`);
  }

  /** Sometimes the bank says something else of the same: it must be refused, whatever the key. */
  async #contradict(
    name: Told,
    { bankId, key }: NoticeLetter<Notice>,
    others: readonly Notice[],
  ): Promise<void> {
    const { chance, watch } = this.#story;
    const other = chance.happens(0.06) ? chance.pick(others) : undefined;
    if (other === undefined) return;
    const usedKey = chance.happens(0.5) ? `anew-key-${this.#story.newNumber()}` : key;
    const outcome = await this.#call(name, bankId, other, usedKey, "a contradiction");
    if (outcome.kind === "answered" && !outcome.text.includes("contested"))
      watch.break(`${name} took a contradiction: ${JSON.stringify(other)}: ${outcome.text}`);
  }

  async #call(
    name: Told,
    bankId: string,
    body: Notice,
    key: string,
    subject: string,
  ): Promise<Outcome> {
    const request = { principal: principalOf(bankId), body, key };
    const outcome = await operations[name].call(this.#story, request);
    const said = outcome.kind === "answered" ? outcome.text : outcome.code;
    this.#story.trace.add(`${name} ${subject} ${key} ${outcome.kind} ${said}`);
    return outcome;
  }
}
