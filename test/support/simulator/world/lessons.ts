import { DAY_MS } from "../../../../domain/shared/time.ts";
import type { Commands } from "../engine/commands.ts";
import { lessonsThat } from "./disputes.ts";
import type { Order } from "./families.ts";
import { operations } from "./operations.ts";
import { staffOf, type StageClass } from "./stage.ts";
import type { Story } from "../engine/story.ts";

/** So many pupils a teacher notes at once. */
const AT_ONCE = 5;

interface Held {
  readonly class: StageClass;
  readonly session: number;
  readonly orders: readonly Order[];
}

/** Every session that has begun, with the paid orders whose lesson stands as asked for. */
function heldSessions(
  story: Story,
  orders: readonly Order[],
  stands: (lesson: string | undefined) => boolean,
): Held[] {
  const { classes, later } = story.stage;
  return [...classes, ...later].flatMap((aClass) =>
    aClass.sessionStarts.flatMap((startsAt, index) => {
      if (startsAt > story.now) return [];
      const session = index + 1;
      const able = orders.filter(
        (order) =>
          order.class.classId === aClass.classId &&
          session <= order.class.sessionStarts.length &&
          order.isPaid &&
          stands(order.lessons.get(session)),
      );
      return able.length === 0 ? [] : [{ class: aClass, session, orders: able }];
    }),
  );
}

const pathOf = (held: Held) => ({
  classId: held.class.classId,
  sessionNumber: String(held.session),
});

/** A teacher notes who was there, and corrects it when a child that was missing makes the lesson up. */
export async function recordSession(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const isOpen = (lesson: string | undefined) => lesson === undefined || lesson === "absent";
  const held = story.chance.pick(heldSessions(story, orders, isOpen));
  if (held === undefined) return;
  const noted = held.orders.slice(0, AT_ONCE).map((order) => ({
    order,
    attendance: story.chance.happens(0.9) ? ("present" as const) : ("absent" as const),
  }));
  const records = noted.map(({ order, attendance }) => ({
    enrolmentId: order.enrolmentId,
    attendance,
  }));
  await commands.begin({
    operation: operations.recordAttendance,
    request: {
      principal: staffOf(held.class.institutionId),
      path: pathOf(held),
      body: { records },
    },
    otherwise: { path: { ...pathOf(held), sessionNumber: "99" } },
    onAnswer: (answer) => {
      const done = doneIn(answer);
      for (const { order, attendance } of noted)
        if (done.has(order.enrolmentId) && isOpen(order.lessons.get(held.session)))
          order.lessons.set(held.session, attendance);
    },
  });
}

/** A teacher asks families to confirm: those named, or everyone who was there. */
export async function requestSession(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const held = story.chance.pick(heldSessions(story, orders, (lesson) => lesson === "present"));
  if (held === undefined) return;
  const named = held.orders.slice(0, AT_ONCE).map((order) => order.enrolmentId);
  await commands.begin({
    operation: operations.requestConfirmation,
    request: {
      principal: staffOf(held.class.institutionId),
      path: pathOf(held),
      body: story.chance.happens(0.5) ? { enrolmentIds: named } : {},
    },
    onAnswer: (answer) => {
      const done = doneIn(answer);
      for (const order of orders)
        if (done.has(order.enrolmentId) && order.lessons.get(held.session) === "present")
          order.lessons.set(held.session, "requested");
    },
  });
}

const doneIn = (answer: Record<string, unknown>): ReadonlySet<string> => {
  const results = answer["results"] as { enrolmentId: string; outcome?: string }[];
  return new Set(results.filter((one) => one.outcome === "done").map((one) => one.enrolmentId));
};

/** A family confirms what it was asked; sometimes before it was asked, and sometimes another's lesson. */
export async function confirmOne(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const { chance } = story;
  const asked = lessonsThat(orders, "requested");
  const paid = orders
    .filter((order) => order.isPaid && !order.family.isSilent)
    .map((order) => ({ order, lesson: 1 }));
  const isRight = chance.happens(0.95);
  const chosen = chance.pick(isRight ? asked : paid);
  if (chosen === undefined) return;
  const { order, lesson } = chosen;
  const asker = isRight ? order : (chance.pick(orders) ?? order);
  const { enrolmentId } = order;
  await commands.begin({
    operation: operations.confirmLesson,
    request: {
      principal: asker.family.principal,
      path: { enrolmentId, lessonNumber: String(lesson) },
    },
    otherwise: { path: { enrolmentId, lessonNumber: "2" === String(lesson) ? "1" : "2" } },
    onceOnly: () => (order.undone.has(lesson) ? undefined : "lesson.already-confirmed"),
    onAnswer: () => order.lessons.set(lesson, "confirmed"),
    onRefusal: (code) => {
      if (asker.family === order.family && code === "lesson.already-confirmed")
        order.lessons.set(lesson, "confirmed");
      if (asker.family !== order.family && code !== "resource.not-found")
        story.watch.break(`a stranger who confirms ${enrolmentId} is told ${code}`);
    },
  });
}

/**
 * How far the clock goes on, on average: so that by then the last session has been held, and afterwards in
 * leaps, so that the families' time to answer runs out while things still go wrong.
 */
export const meanStepMs = (played: number, operations: number): number =>
  ((played < 0.7 * operations ? 12 : 170) * DAY_MS) / operations;
