import { aggregates } from "../../../adapters/aggregates.ts";
import { enrolmentKind } from "../../../adapters/repositories/enrolment-kinds.ts";
import { type TaskAction, TaskState } from "../../../domain/task/task.ts";
import * as settlement from "../../../functions/settlement/contracts.ts";
import { resolveTask } from "../../../functions/settlement/resolve-task.ts";
import { operation } from "../simulator/engine/call.ts";
import { aFamily, type Family } from "../simulator/world/families.ts";
import type { Fate } from "../simulator/world/mandates.ts";
import { countyOfficer } from "../simulator/world/officers.ts";
import { operations } from "../simulator/world/operations.ts";
import { staffOf, type Stage, type StageClass } from "../simulator/world/stage.ts";
import { bankPrincipal, type City, sibling } from "./city.ts";

const HOUR_MS = 3_600_000;
export const elder = aFamily(1);
export const younger = sibling(elder, 2);
/** One parent with two children, who join the same class. */
export const families: readonly Family[] = [elder, younger];

const resolving = operation(settlement.resolveTask, resolveTask);

/** The people of a chapter, and what they do. */
export class Scene {
  readonly city: City;
  readonly class: StageClass;
  readonly account: Stage["institutions"][number];
  readonly #orders = new Map<
    Family,
    { readonly enrolmentId: string; readonly termsHash: string }
  >();

  constructor(city: City) {
    this.city = city;
    const { classes, institutions } = city.story.stage;
    const [joined] = classes;
    const account = institutions.find((one) => one.institutionId === joined?.institutionId);
    if (joined === undefined || account === undefined) throw new Error("the stage has a class");
    this.class = joined;
    this.account = account;
  }

  #order(family: Family) {
    const order = this.#orders.get(family);
    if (order === undefined) throw new Error("the family has ordered");
    return order;
  }

  get bank() {
    const bank = this.city.story.banks.get(this.account.bankId);
    if (bank === undefined) throw new Error("the institution has a bank");
    return bank;
  }

  async order(family: Family): Promise<void> {
    const { principal, studentId } = family;
    const body = { studentId, classId: this.class.classId };
    const placed = await this.city.call(operations.placeOrder, { principal, body });
    const { enrolmentId, termsHash } = placed;
    this.#orders.set(family, { enrolmentId: String(enrolmentId), termsHash: String(termsHash) });
  }

  async sign(family: Family): Promise<void> {
    const { enrolmentId, termsHash } = this.#order(family);
    const { principal } = family;
    const path = { enrolmentId };
    await this.city.call(operations.signContract, { principal, path, body: { termsHash } });
  }

  /** The bank takes back what a family has paid. */
  async reverse(family: Family): Promise<void> {
    const { enrolmentId } = this.#order(family);
    const enrolment = await aggregates(this.city.story.table, enrolmentKind).find(enrolmentId);
    const bankSerial = enrolment?.state.payment?.bankSerial ?? "";
    if (!this.bank.reverse(bankSerial)) throw new Error(`the bank cannot reverse ${bankSerial}`);
    await this.city.arrive();
  }

  /** Asks for the payment, and pays it at the bank. */
  async pay(family: Family): Promise<void> {
    const { principal } = family;
    const path = { enrolmentId: this.#order(family).enrolmentId };
    const { paymentId } = await this.city.call(operations.payOrder, { principal, path });
    this.bank.pay(String(paymentId), 0);
    await this.city.arrive();
  }

  /** A session is held, everybody is there, and the teacher asks them all to confirm. */
  async teach(session: number): Promise<void> {
    const startsAt = this.class.sessionStarts[session - 1];
    if (startsAt === undefined) throw new Error(`there is no session ${session}`);
    this.city.story.now = Math.max(this.city.story.now, startsAt + 2 * HOUR_MS);
    const request = {
      principal: staffOf(this.class.institutionId),
      path: { classId: this.class.classId, sessionNumber: String(session) },
    };
    const records = families
      .filter((family) => this.#orders.has(family))
      .map((family) => ({ ...this.idOf(family), attendance: "present" }));
    await this.city.call(operations.recordAttendance, { ...request, body: { records } });
    await this.city.call(operations.requestConfirmation, { ...request, body: {} });
    await this.city.arrive();
  }

  /** The order of a family, by its id. */
  idOf(family: Family): { readonly enrolmentId: string } {
    return { enrolmentId: this.#order(family).enrolmentId };
  }

  /** What a family does about one lesson; whatever follows from it arrives. */
  async family(
    command:
      "requestLeave" | "confirmLesson" | "undoConfirmation" | "disputeLesson" | "withdrawDispute",
    family: Family,
    lesson: number,
  ) {
    const path = { ...this.idOf(family), lessonNumber: String(lesson) };
    const body =
      command === "disputeLesson" ? { body: { reason: "not-held", text: "没有上课" } } : {};
    const request = { principal: family.principal, path, ...body };
    const answer = await this.city.call(operations[command], request);
    await this.city.arrive();
    return answer;
  }

  /** The bank tells what it holds for the institution. */
  async tellBalance(): Promise<void> {
    const body = this.bank.balanceOf(this.account.custodyAccountNo);
    const principal = bankPrincipal(this.account.bankId);
    await this.city.call(operations.pushBalance, { principal, body });
    await this.city.arrive();
  }

  async confirmAll(lesson: number): Promise<void> {
    const lessons = families.map((family) => ({ ...this.idOf(family), lessonNumber: lesson }));
    const { principal } = elder;
    await this.city.call(operations.confirmLessons, { principal, body: { lessons } });
    await this.city.arrive();
  }

  /** An officer finds for one side of the dispute about a lesson. */
  async find(side: "institution" | "family", family: Family, lesson: number): Promise<void> {
    const { disputeId } = await this.family("disputeLesson", family, lesson);
    await this.city.call(operations.resolveDispute, {
      principal: countyOfficer,
      path: { disputeId: String(disputeId) },
      body: { finding: side, text: "已核实" },
    });
    await this.city.arrive();
  }

  /** An officer settles every task that is open. */
  async resolveTasks(settlesBy: TaskAction): Promise<void> {
    const tasks = this.city.story.table.all().filter(({ type }) => type === "task");
    for (const { taskId, state } of tasks.map((item) => TaskState.parse(item["state"]))) {
      if (state !== "open") continue;
      const body = { action: settlesBy, finding: "已电话核实" };
      await this.city.call(resolving, { principal: countyOfficer, path: { taskId }, body });
    }
    await this.city.arrive();
  }

  later(milliseconds: number): Promise<void> {
    return this.city.until(this.city.story.now + milliseconds);
  }

  bankSays(fate: Fate): void {
    this.city.fate = fate;
  }

  /** Money comes in under words that mean nothing. */
  async payAstray(amountFen: number): Promise<void> {
    const { custodyAccountNo } = this.account;
    this.bank.payIn({ paymentId: "for-lessons", custodyAccountNo, amountFen });
    await this.city.arrive();
  }
}
