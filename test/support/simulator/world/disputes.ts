import type { Commands } from "../engine/commands.ts";
import type { Story } from "../engine/story.ts";
import type { LessonStands, Order } from "./families.ts";
import { countyOfficer } from "./officers.ts";
import { operations } from "./operations.ts";

const REASONS = ["not-held", "pupil-absent", "too-short", "not-as-agreed", "other"] as const;
/** What the family wrote; it must be found nowhere. */
export const DISPUTE_TEXT = "那天孩子发烧在家";

interface Chosen {
  readonly order: Order;
  readonly lesson: number;
}

/** The lessons that stand so and whose family says something. */
export const lessonsThat = (orders: readonly Order[], stands: LessonStands): Chosen[] =>
  orders.flatMap((order) =>
    order.family.isSilent
      ? []
      : [...order.lessons].flatMap(([lesson, now]) => (now === stands ? [{ order, lesson }] : [])),
  );

const pathOf = ({ order, lesson }: Chosen) => ({
  enrolmentId: order.enrolmentId,
  lessonNumber: String(lesson),
});

/** A family disputes what it was asked to confirm, perhaps while it confirms it on another telephone. */
export async function disputeOne(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const chosen = story.chance.pick(lessonsThat(orders, "requested"));
  if (chosen === undefined) return;
  const { order, lesson } = chosen;
  const body = { reason: story.chance.pick(REASONS), text: DISPUTE_TEXT };
  await commands.begin({
    operation: operations.disputeLesson,
    request: { principal: order.family.principal, path: pathOf(chosen), body },
    otherwise: { body: { ...body, text: `${DISPUTE_TEXT}。` } },
    onAnswer: ({ disputeId }) => {
      order.lessons.set(lesson, "disputed");
      order.disputes.set(lesson, String(disputeId));
    },
    onRefusal: (code) => {
      if (code === "lesson.already-confirmed") order.lessons.set(lesson, "confirmed");
    },
  });
}

/** A family takes its dispute back, perhaps while an officer settles it. */
export async function withdrawOne(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const chosen = story.chance.pick(lessonsThat(orders, "disputed"));
  if (chosen === undefined) return;
  const { order, lesson } = chosen;
  await commands.begin({
    operation: operations.withdrawDispute,
    request: { principal: order.family.principal, path: pathOf(chosen) },
    onAnswer: () => order.lessons.set(lesson, "requested"),
  });
}

/** A family confirms by mistake and takes that back; or it takes back what it confirmed a while ago, mostly too late. */
export async function undoOne(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const { chance } = story;
  const isMistake = chance.happens(0.7);
  const chosen = chance.pick(lessonsThat(orders, isMistake ? "requested" : "confirmed"));
  if (chosen === undefined) return;
  const { order, lesson } = chosen;
  const request = { principal: order.family.principal, path: pathOf(chosen) };
  order.undone.add(lesson);
  if (isMistake)
    await commands.begin({
      operation: operations.confirmLesson,
      request,
      onAnswer: () => order.lessons.set(lesson, "confirmed"),
    });
  await commands.begin({
    operation: operations.undoConfirmation,
    request,
    onAnswer: () => order.lessons.set(lesson, "requested"),
  });
}

/** An officer settles a dispute; sometimes one that is settled already, which must change nothing. */
export async function resolveOne(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const { chance } = story;
  const disputed = orders.flatMap((order) =>
    [...order.disputes].map(([lesson, disputeId]) => ({ order, lesson, disputeId })),
  );
  const open = disputed.filter(({ order, lesson }) => order.lessons.get(lesson) === "disputed");
  const chosen = chance.pick(chance.happens(0.85) ? open : disputed);
  if (chosen === undefined) return;
  const { order, lesson, disputeId } = chosen;
  const finding = chance.happens(0.5) ? "institution" : "family";
  await commands.begin({
    operation: operations.resolveDispute,
    request: {
      principal: countyOfficer,
      path: { disputeId },
      body: { finding, text: "已核实" },
    },
    otherwise: { body: { finding, text: "未核实" } },
    onceOnly: "lesson.not-disputed",
    onAnswer: () => {
      order.disputes.delete(lesson);
      if (finding === "family") order.lessons.delete(lesson);
      else order.lessons.set(lesson, "confirmed");
    },
  });
}

/** A family confirms everything that it was asked, or two of it. */
export async function confirmMany(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const { chance } = story;
  const asked = lessonsThat(orders, "requested");
  const chosen = chance.pick(asked);
  if (chosen === undefined) return;
  const { family } = chosen.order;
  const own = asked.filter(({ order }) => order.family === family).slice(0, 2);
  const lessons = own.map(({ order, lesson }) => ({
    enrolmentId: order.enrolmentId,
    lessonNumber: lesson,
  }));
  await commands.begin({
    operation: operations.confirmLessons,
    request: { principal: family.principal, body: chance.happens(0.5) ? { lessons } : {} },
    otherwise: { body: { lessons: [{ ...lessons[0], lessonNumber: 99 }] } },
    onAnswer: (answer) => {
      const results = answer["results"] as {
        enrolmentId: string;
        lessonNumber: number;
        outcome?: string;
      }[];
      for (const { enrolmentId, lessonNumber, outcome } of results)
        if (outcome === "done")
          orders
            .find((order) => order.enrolmentId === enrolmentId)
            ?.lessons.set(lessonNumber, "confirmed");
    },
  });
}
