import fc from "fast-check";
import { expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { enrolmentKind } from "../../../adapters/repositories/enrolment-kinds.ts";
import { type DueLine, dueLine } from "../../support/deadlines.ts";
import { type Answer, START } from "../../support/door.ts";
import { aMarket, anOpenClass, doors, type Doors, type Market } from "../../support/enrolment.ts";
import { attempts, DONE, type Outcome, playSequences } from "../../support/models/attempt.ts";

const HOUR_MS = 3_600_000;
/** An order is to be paid within a day, and the class begins on the second day at five in the afternoon. */
const TO_PAY_HOURS = 24;
const CLASS_STARTS = 32;
const LESSONS = 4;
const PRICE_FEN = 200_000;
/** The most that one charge may be, over all orders of a day. 十三部门意见 2022-12-29 */
const MOST_FEN = 500_000;

interface Order {
  /** Counted in hours from the beginning, like all times here. */
  readonly at: number;
  readonly payBy: number;
  status: "draft" | "signed" | "paid" | "terminated";
  isAsked: boolean;
}

interface Model {
  hour: number;
  readonly orders: Order[];
}

interface Real {
  readonly market: Market;
  readonly door: Doors;
  readonly due: DueLine;
  readonly classId: string;
  readonly studentId: string;
  readonly orders: { enrolmentId: string; termsHash: string; paymentId: string }[];
  serials: number;
}

const seen = new Map<Outcome, number>();
const outcomeOf = ({ status, body }: Answer): Outcome => (status < 300 ? DONE : body.code);

async function agree(model: Model, { market, orders }: Real): Promise<void> {
  const { table } = market.kit;
  const enrolments = aggregates(table, enrolmentKind);
  for (const [n, order] of model.orders.entries()) {
    const head = await enrolments.find(orders[n]?.enrolmentId ?? "");
    expect(head?.state).toMatchObject({
      status: order.status,
      balances: { paid: order.status === "paid" ? PRICE_FEN : 0 },
    });
  }
  const standing = model.orders.filter(({ status }) => status !== "terminated").length;
  for (const item of table.all()) {
    if (item.type === "class-seats") expect(item["taken"]).toBe(standing);
    if (item.type === "order-guard") expect(item["unconsumedLessonCount"]).toBe(LESSONS * standing);
  }
  expect(market.kit.defects).toEqual([]);
}

const attempt = attempts(agree, seen);

const place = fc.constant(
  attempt({
    name: "place an order",
    expected: ({ hour, orders }) => {
      if (hour >= CLASS_STARTS) return "enrolment.class-begun";
      const recent = orders.filter(
        ({ at, status }) => status !== "terminated" && hour - at <= TO_PAY_HOURS,
      );
      return (recent.length + 1) * PRICE_FEN > MOST_FEN ? "enrolment.amount-too-high" : DONE;
    },
    apply: ({ hour, orders }) => {
      const payBy = Math.min(hour + TO_PAY_HOURS, CLASS_STARTS);
      orders.push({ at: hour, payBy, status: "draft", isAsked: false });
    },
    act: async ({ door, classId, studentId, orders }) => {
      const answer = await door.placeOrder({ studentId, classId });
      const { enrolmentId, termsHash } = answer.body;
      if (answer.status === 201) orders.push({ enrolmentId, termsHash, paymentId: "" });
      return outcomeOf(answer);
    },
  }),
);

/** Which of the orders is meant, counted round. */
const anyOrder = fc.nat({ max: 5 });
const orderOf = ({ orders }: Model, choice: number): Order => {
  const order = orders[choice % orders.length];
  if (order === undefined) throw new Error("there is an order");
  return order;
};
const realOrder = (real: Real, choice: number) => {
  const order = real.orders[choice % real.orders.length];
  if (order === undefined) throw new Error("there is an order");
  return order;
};
const isThere = ({ orders }: Model): boolean => orders.length > 0;

const sign = fc.tuple(anyOrder, fc.constantFrom(true, true, true, false)).map(([choice, isRight]) =>
  attempt({
    name: `sign ${isRight ? "the terms" : "other terms"} of order ${choice}`,
    can: isThere,
    expected: (model) => {
      if (orderOf(model, choice).status !== "draft") return "enrolment.not-awaiting-signature";
      return isRight ? DONE : "enrolment.terms-differ";
    },
    apply: (model) => {
      orderOf(model, choice).status = "signed";
    },
    act: async (real) => {
      const { enrolmentId, termsHash } = realOrder(real, choice);
      return outcomeOf(
        await real.door.signContract(enrolmentId, isRight ? termsHash : "0".repeat(64)),
      );
    },
  }),
);

const ask = anyOrder.map((choice) =>
  attempt({
    name: `ask for the payment of order ${choice}`,
    can: isThere,
    expected: (model) => {
      if (orderOf(model, choice).status !== "signed") return "enrolment.not-signed";
      return model.hour >= CLASS_STARTS ? "enrolment.class-begun" : DONE;
    },
    apply: (model) => {
      orderOf(model, choice).isAsked = true;
    },
    act: async (real) => {
      const order = realOrder(real, choice);
      const answer = await real.door.payOrder(order.enrolmentId);
      if (answer.status === 200) order.paymentId = answer.body.paymentId;
      return outcomeOf(answer);
    },
  }),
);

const pay = fc.tuple(anyOrder, fc.constantFrom(0, 0, 0, 1)).map(([choice, surplusFen]) =>
  attempt({
    name: `pay order ${choice} and ${surplusFen} fen`,
    can: (model) => isThere(model) && orderOf(model, choice).isAsked,
    expected: (model) => {
      const { status, payBy } = orderOf(model, choice);
      const fits = status === "signed" && surplusFen === 0 && model.hour <= payBy;
      return fits ? DONE : "suspense";
    },
    apply: (model) => {
      orderOf(model, choice).status = "paid";
    },
    act: async (real) => {
      real.serials += 1;
      const notice = {
        bankSerial: `SB${real.serials}`,
        paymentId: realOrder(real, choice).paymentId,
        custodyAccountNo: "88000001",
        amountFen: PRICE_FEN + surplusFen,
        paidAt: new Date(real.market.kit.now()).toISOString(),
      };
      const { body } = await real.door.notifyPayIn(notice);
      const { body: again } = await real.door.notifyPayIn(notice);
      expect(again).toEqual(body);
      return body.outcome === "matched" ? DONE : body.outcome;
    },
  }),
);

const wait = fc.integer({ min: 1, max: 9 }).map((hours) =>
  attempt({
    name: `wait ${hours} hours`,
    expected: () => DONE,
    apply: (model) => {
      model.hour += hours;
      for (const order of model.orders) {
        // A payment that was made at the last moment has a quarter of an hour to be told of.
        const isOver = order.isAsked ? model.hour > order.payBy : model.hour >= order.payBy;
        if (isOver && order.status !== "paid") order.status = "terminated";
      }
    },
    act: async ({ market, due }) => {
      market.kit.advance(hours * HOUR_MS);
      await due.minute();
      return DONE;
    },
  }),
);

async function aWorld(): Promise<{ model: Model; real: Real }> {
  const market = await aMarket();
  const door = doors(market);
  const course = { lessonCount: LESSONS, priceFen: PRICE_FEN };
  const { classId } = await anOpenClass(door, { course });
  const { studentId } = (await door.addStudent()).body;
  expect(market.kit.now()).toBe(START);
  return {
    model: { hour: 0, orders: [] },
    real: { market, door, due: dueLine(market.kit), classId, studentId, orders: [], serials: 0 },
  };
}

it("an order is refused exactly what its lifecycle and its limits refuse, at any time and in any order", async () => {
  const commands = [place, sign, sign, ask, ask, pay, pay, wait];
  await playSequences(commands, aWorld, { sequences: 500, length: 40 });
  // The sequences are worth something only if they bring forth every refusal.
  expect([...seen.keys()].toSorted()).toEqual([
    "done",
    "enrolment.amount-too-high",
    "enrolment.class-begun",
    "enrolment.not-awaiting-signature",
    "enrolment.not-signed",
    "enrolment.terms-differ",
    "suspense",
  ]);
}, 120_000);
