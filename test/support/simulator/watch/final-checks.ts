import { readTotals } from "../../../../adapters/position-projection.ts";
import type { Item } from "../../../../adapters/table/table.ts";
import { replayBalances } from "../../../../domain/custody/replay.ts";
import { Books, STATES } from "./books.ts";
import type { Commands } from "../engine/commands.ts";
import { CLEARING } from "../world/model-bank.ts";
import { boxesOf, type Post } from "../world/post.ts";
import type { Story } from "../engine/story.ts";
import { checkAlerts, checkFacts } from "./facts-checks.ts";
import { checkNight } from "./night-checks.ts";
import { checkRefunds } from "./refund-checks.ts";
import { checkBalances, checkNotices } from "./told-checks.ts";
import { type EntryItem, itemAs, type EnrolmentItem } from "./watched-items.ts";

/** At the end of a story, when everything has arrived: all of the table against all of the banks, from the beginning. */
export async function checkEnd(story: Story, post: Post, commands: Commands): Promise<void> {
  const items = story.table.all();
  const say = (what: string): void => story.watch.break(`at the end, ${what}`);
  const heads = items.flatMap((item) => itemAs(item, "enrolment") ?? []);
  const journals = journalsOf(items);
  for (const head of heads) checkJournal(head, journals.get(head.state.enrolmentId) ?? [], say);
  const held = new Set(
    heads.flatMap(({ state: { institutionId, enrolmentId, reversal } }) =>
      story.watch.holds.holdsReleases(institutionId) || (reversal?.shortFen ?? 0) > 0
        ? [enrolmentId]
        : [],
    ),
  );
  checkLessons(items, held, say);
  checkGuards(items, heads, say);
  checkTime(items, heads, held, say);
  checkPayIns(story, items, say);
  checkNotices(story, items, say);
  checkBalances(story, items, heads, say);
  checkRefunds(items, say);
  story.watch.checkRefundsPosted();
  checkNothingIsStuck(story, post, commands, items, say);
  await checkFacts(story, items, heads, say);
  await checkAlerts(story, say);
  for (const { institutionId } of story.stage.institutions) {
    const own = heads.filter((head) => head.state.institutionId === institutionId);
    const totals: Readonly<Record<string, unknown>> = await readTotals(story.table, institutionId);
    for (const column of ["paid", "transferredIn", ...STATES]) {
      const sum = own.reduce((fen, { state }) => fen + (state.balances[column] ?? 0), 0);
      if (totals[column] !== sum)
        say(`the position of ${institutionId} has ${String(totals[column])} ${column}, not ${sum}`);
    }
    if (totals["enrolmentCount"] !== own.length)
      say(`the position of ${institutionId} counts ${String(totals["enrolmentCount"])} enrolments`);
  }
  story.watch.checkBanks(story.banks);
  await checkNight(story, say);
}

type Say = (what: string) => void;

function journalsOf(items: readonly Item[]): ReadonlyMap<string, readonly EntryItem[]> {
  const entries = items.flatMap((item) => itemAs(item, "entry") ?? []);
  const journals = Map.groupBy(entries, (entry) => entry.aggregateId);
  for (const journal of journals.values()) journal.sort((a, b) => a.sequence - b.sequence);
  return journals;
}

/** The replay of a journal, by the watch's own books and by the platform's code, gives the head. */
function checkJournal(head: EnrolmentItem, journal: readonly EntryItem[], say: Say): void {
  const { enrolmentId, balances } = head.state;
  if (journal.length !== head.version || journal.some((e, n) => e.sequence !== n + 1))
    say(`${enrolmentId} has version ${head.version}, ${journal.length} entries, or gaps`);
  const books = new Books(enrolmentId);
  for (const move of journal.flatMap((entry) => entry.data.moves ?? [])) books.apply(move);
  const wrong = books.differenceTo(balances) ?? books.differenceTo(replayBalances(journal));
  if (wrong !== undefined) say(`${enrolmentId}: ${wrong}`);
}

/**
 * Every confirmed lesson is released, or earned with an instruction that came back; none is on its way, but for what
 * a freeze or a stop holds.
 */
function checkLessons(items: readonly Item[], held: ReadonlySet<string>, say: Say): void {
  const instructions = items.flatMap((item) => itemAs(item, "instruction")?.state ?? []);
  const looked = seenTo(items);
  const statusOf = new Map(instructions.map((one) => [one.instructionId, one.status]));
  for (const { status, instructionId, retryAt, enrolmentId } of instructions) {
    if (retryAt !== undefined && !held.has(enrolmentId))
      say(`nobody has seen to it that ${instructionId} came back`);
    const isHeld = status === "pending" && held.has(enrolmentId);
    if (status !== "executed" && status !== "rejected" && !isHeld)
      say(`${instructionId} is still ${status}`);
  }
  const executed = instructions.filter((one) => one.status === "executed");
  const lessonsPaid = new Set(executed.map((one) => `${one.enrolmentId}/${one.lessonNumber}`));
  if (lessonsPaid.size !== executed.length) say("a lesson has two executed instructions");
  for (const item of items) {
    const lesson = itemAs(item, "lesson")?.state;
    if (lesson === undefined) continue;
    const { enrolmentId, lessonNumber, status, instructionId } = lesson;
    const carried = statusOf.get(instructionId ?? "");
    const name = `lesson ${lessonNumber} of ${enrolmentId}`;
    if (held.has(enrolmentId) && status !== "released") continue;
    if (status === "releasing") say(`${name} is still releasing`);
    const isEarned = status === "confirmed" || status === "deemed";
    if (isEarned && carried !== "rejected")
      say(`${name} is ${status}, and its instruction ${carried ?? "missing"}`);
    if (isEarned && !looked.has(instructionId ?? ""))
      say(`${name} is ${status}, and no task tells a person that it came back`);
    if (status === "released" && carried !== "executed")
      say(`${name} is released, and its instruction ${carried ?? "missing"}`);
  }
}

const CONSUMED = new Set([
  ...["confirmed", "deemed", "releasing", "released", "returned", "transferred", "reversed"],
]);

/** A pupil's guard counts what is ordered and not consumed; a class has as many pupils as seats taken. */
function checkGuards(items: readonly Item[], heads: readonly EnrolmentItem[], say: Say): void {
  const standing = heads.filter(({ state }) => state.status !== "terminated");
  // Of an order whose payment was taken back, what was not free stays open until it has its end.
  const reversed = heads.filter(
    ({ state }) => state.status === "terminated" && state.reversal !== undefined,
  );
  const consumed = new Map<string, number>();
  for (const item of items) {
    const lesson = itemAs(item, "lesson")?.state;
    if (lesson !== undefined && CONSUMED.has(lesson.status))
      consumed.set(lesson.enrolmentId, (consumed.get(lesson.enrolmentId) ?? 0) + 1);
  }
  for (const item of items) {
    if (item.type === "order-guard") {
      const open = [...standing, ...reversed]
        .filter(({ state: { studentId, institutionId, subjectKey } }) =>
          item.pk.endsWith(`${studentId}#${institutionId}#${subjectKey}`),
        )
        .reduce(
          (n, { state }) => n + state.lessonCount - (consumed.get(state.enrolmentId) ?? 0),
          0,
        );
      if (Number(item["unconsumedLessonCount"]) !== open)
        say(`${item.pk} counts ${Number(item["unconsumedLessonCount"])} open lessons, not ${open}`);
    }
    if (item.type === "class-seats") {
      const pupils = standing.filter(({ state }) => item.pk.endsWith(state.classId)).length;
      if (item["taken"] !== pupils) say(`${item.pk} has ${pupils} pupils on other many seats`);
    }
  }
}

/** The instructions and returns that a person was asked to look at. */
const seenTo = (items: readonly Item[]): ReadonlySet<string> =>
  new Set(
    items.flatMap((item) => {
      const { instructionId, returnId } = itemAs(item, "task")?.state.about ?? {};
      return [instructionId ?? [], returnId ?? []].flat();
    }),
  );

/** Time has done its work: nobody is waited for whose time is over, and nothing is due any more. */
function checkTime(
  items: readonly Item[],
  heads: readonly EnrolmentItem[],
  held: ReadonlySet<string>,
  say: Say,
): void {
  for (const { state } of heads)
    if (state.status === "draft" || state.status === "signed")
      say(`${state.enrolmentId} is still ${state.status}: unpaid and not lapsed`);
  for (const item of items) {
    const { enrolmentId = "" } = itemAs(item, "instruction")?.state ?? {};
    // What the last balance has given rise to has its time before it.
    if (item["duepk"] !== undefined && item.type !== "alert" && !held.has(enrolmentId))
      say(`${item.pk} ${item.sk} is still due`);
    const lesson = itemAs(item, "lesson")?.state;
    if (lesson?.status === "requested")
      say(`lesson ${lesson.lessonNumber} of ${lesson.enrolmentId} is still requested`);
  }
}

const isOver = (status: string): boolean => status === "returned" || status === "reversed";

/** Every booking of a bank that came in is recorded once: as an order's payment, or held aside. */
function checkPayIns(story: Story, items: readonly Item[], say: Say): void {
  const recorded = new Set(
    items.flatMap((item) => {
      const payIn = itemAs(item, "matched-pay-in") ?? itemAs(item, "suspended-pay-in");
      return payIn === undefined ? [] : [payIn.state.bankSerial];
    }),
  );
  const looked = seenTo(items);
  for (const item of items) {
    const aside = itemAs(item, "suspended-pay-in")?.state;
    if (aside === undefined || isOver(aside.status)) continue;
    if (aside.status !== "held" || !looked.has(aside.returnId ?? ""))
      say(`the pay-in ${aside.bankSerial} is ${aside.status}, and no task tells a person why`);
  }
  for (const bank of story.banks.values())
    for (const { debit, serial } of bank.bookings)
      if (debit === CLEARING && !recorded.has(serial)) say(`the pay-in ${serial} is not recorded`);
}

function checkNothingIsStuck(
  story: Story,
  post: Post,
  commands: Commands,
  items: readonly Item[],
  say: Say,
): void {
  for (const box of boxesOf(post)) if (box.size > 0) say(`${box.name} holds ${box.size} letters`);
  if (commands.openCount > 0) say(`${commands.openCount} commands are without an answer`);
  for (const { isPoison, what } of story.deadLetters) if (!isPoison) say(`dead letter: ${what}`);
  for (const poison of story.poisons)
    if (!story.deadLetters.some(({ what }) => what.startsWith(poison)))
      say(`no dead letter tells of the poison for ${poison}`);
  const answers = items.filter((item) => item.type === "stored-answer");
  if (new Set(answers.map((item) => item.pk)).size !== answers.length) say("a key has two answers");
}
