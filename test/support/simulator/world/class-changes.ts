import type { Commands } from "../engine/commands.ts";
import type { Story } from "../engine/story.ts";
import { type Order, placed } from "./families.ts";
import { operations } from "./operations.ts";

const PART = 0.4;

/** A family has a change to a later class worked out, of some lessons or of all, and mostly makes it. */
export async function changeOne(
  story: Story,
  commands: Commands,
  orders: readonly Order[],
): Promise<void> {
  const { chance } = story;
  const order = chance.pick(orders.filter(({ isPaid }) => isPaid));
  if (order === undefined) return;
  const { enrolmentId, family } = order;
  const { principal } = family;
  const { institutionId, sessionStarts } = order.class;
  const { later } = story.stage;
  const own = later.find((one) => one.institutionId === institutionId);
  const joined = chance.happens(0.05) ? chance.pick(later) : own;
  if (joined === undefined) return;
  const some = sessionStarts.map((_, place) => place + 1).filter(() => chance.happens(PART));
  const lessonNumbers = some.length > 0 && chance.happens(0.6) ? { lessonNumbers: some } : {};
  const path = { enrolmentId };
  const quoted = await operations.quoteClassChange.call(story, {
    ...{ principal, path },
    body: { classId: joined.classId, ...lessonNumbers },
  });
  story.trace.add(`quoteClassChange ${enrolmentId} ${quoted.kind}`);
  if (quoted.kind !== "answered" || chance.happens(0.1)) return;
  const { quote } = JSON.parse(quoted.text) as { readonly quote: string };
  await commands.begin({
    operation: operations.changeClass,
    request: { principal, path, body: { quote } },
    otherwise: { body: { quote: `${quote}x` } },
    onAnswer: ({ toEnrolmentId, lessonCount, termsHash }) => {
      const starts = joined.sessionStarts.slice(0, Number(lessonCount));
      const to = { ...joined, sessionStarts: starts };
      const made = placed(family, to, { enrolmentId: toEnrolmentId, termsHash });
      family.changed.push({ ...made, isSigned: true, isPaid: true });
    },
  });
}
