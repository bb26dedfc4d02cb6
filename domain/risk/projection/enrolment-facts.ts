import * as z from "zod";
import { ReleaseExecuted } from "../../../events/custody.ts";
import { OrderPlaced, PaymentReceived } from "../../../events/enrolment.ts";
import {
  AbsenceRecorded,
  AttendanceRecorded,
  ConfirmationRequested,
  ConfirmationUndone,
  DisputeFoundForFamily,
  LessonConfirmed,
  LessonDeemed,
  LessonDisputed,
} from "../../../events/lesson.ts";
import { movesOf } from "../../custody/replay.ts";
import { isInCustody } from "../../custody/balances.ts";
import { shortFenAfter } from "../../enrolment/shortage.ts";
import { DisputeReason } from "../../shared/dispute-reason.ts";
import { Fen, ZERO_FEN } from "../../shared/money.ts";
import { LocalDate, shanghaiDate } from "../../shared/time.ts";
import type { FactPart } from "./day-record.ts";
import {
  type Before,
  defineFactSource,
  type Folded,
  on,
  type RecordedEvent,
} from "./fact-source.ts";

/** What an order's next entry may take back: by lesson, and for attendance by session, both counted from 1. */
const OrderShare = z.object({
  /** Owed to the family: unconsumed, pending and disputed, in fen. */
  owedFen: z.int(),
  /** What the bank took back though it was not free any more, in fen. */
  shortFen: Fen,
  /** The day on which a session was first noted as attended, while that may be corrected. */
  taught: z.record(z.string(), z.object({ lessonNumber: z.int(), day: LocalDate })),
  /** The day on which a confirmation was given that may still be undone. */
  undoable: z.record(z.string(), LocalDate),
  /** Why a lesson is disputed. */
  disputed: z.record(z.string(), DisputeReason),
});
type OrderShare = z.infer<typeof OrderShare>;

type Move = ReturnType<typeof movesOf>[number];

const OWED: ReadonlySet<string> = new Set(["unconsumed", "pending", "disputed"]);

const owedBy = ({ from, to, amountFen }: Move): number =>
  (OWED.has(to) ? amountFen : 0) - (OWED.has(from) ? amountFen : 0);

/** Comes into the custody account, or leaves it. */
const heldBy = ({ from, to, amountFen }: Move): number =>
  (isInCustody(to) ? amountFen : 0) - (from !== "outside" && isInCustody(from) ? amountFen : 0);

/** Becomes the institution's, or is taken back from it; a release that comes back was its own all the time. */
function earnedBy({ from, to, amountFen }: Move): number {
  if (to === "earned" && from !== "releasing") return amountFen;
  return from === "earned" && to !== "releasing" ? 0 - amountFen : 0;
}

const sum = (moves: readonly Move[], by: (move: Move) => number): number =>
  moves.reduce((total, move) => total + by(move), 0);

/**
 * Whatever moves money changes what is owed or what is held, and with the last fen of an order a pupil less is taught.
 * Both change together, by one entry: no moment lies between them at which custody would seem short.
 */
function moneyOf(recorded: RecordedEvent, { state, day }: Before<OrderShare>): Folded<OrderShare> {
  const moves = movesOf(recorded);
  const changeFen = sum(moves, owedBy);
  const owedFen = state.owedFen + changeFen;
  const shortFen = shortFenAfter(state.shortFen, recorded);
  const heldFen = sum(moves, heldBy) - (shortFen - state.shortFen);
  const headcount = Number(owedFen > 0) - Number(state.owedFen > 0);
  return {
    state: { ...state, owedFen, shortFen },
    parts: [
      part(day, "custodyBalanceFen", heldFen),
      part(day, "liabilityFen", changeFen),
      part(day, "paidHeadcount", headcount),
      // What an undone confirmation takes back belongs to the day of the confirmation.
      ...(recorded.eventName === ConfirmationUndone.name
        ? []
        : [part(day, "earnedFen", sum(moves, earnedBy))]),
    ].filter(({ amount }) => amount !== 0),
  };
}

const part = (day: LocalDate, fact: FactPart["fact"], amount = 1): FactPart => ({
  day,
  fact,
  amount,
});

const without = <V>(record: Readonly<Record<string, V>>, key: number | string) =>
  Object.fromEntries(Object.entries(record).filter(([known]) => known !== String(key)));

/**
 * Orders, payments, lessons and releases. An attendance that is corrected, and a confirmation that is undone, are taken
 * from the day that counted them. Where an institution pays in what it sold before it joined, that is owed but not paid
 * by families.
 */
export const enrolmentFacts = defineFactSource<OrderShare>({
  aggregateType: "enrolment",
  state: OrderShare,
  initial: { owedFen: 0, shortFen: ZERO_FEN, taught: {}, undoable: {}, disputed: {} },
  every: moneyOf,
  events: [
    on(OrderPlaced, ({ priceFen, lessonCount }, { state, day }) => ({
      state,
      parts: [
        part(day, "orderCount"),
        part(day, "soldUnitPriceFen", Math.floor(priceFen / lessonCount)),
      ],
    })),
    on(PaymentReceived, ({ amountFen }, { state, day }) => ({
      state,
      parts: [part(day, "paidFen", amountFen)],
    })),
    on(AttendanceRecorded, ({ sessionNumber, lessonNumber }, { state, day }) => {
      if (state.taught[sessionNumber] !== undefined) return { state, parts: [] };
      const taught = { ...state.taught, [sessionNumber]: { lessonNumber, day } };
      return { state: { ...state, taught }, parts: [part(day, "lessonTaughtCount")] };
    }),
    on(AbsenceRecorded, ({ sessionNumber }, { state }) => {
      const former = state.taught[sessionNumber];
      return {
        state: { ...state, taught: without(state.taught, sessionNumber) },
        parts: former === undefined ? [] : [part(former.day, "lessonTaughtCount", -1)],
      };
    }),
    // Once the family is asked, attendance stands.
    on(ConfirmationRequested, ({ lessonNumber }, { state }) => {
      const open = Object.entries(state.taught).filter(
        ([, noted]) => noted.lessonNumber !== lessonNumber,
      );
      return { state: { ...state, taught: Object.fromEntries(open) }, parts: [] };
    }),
    on(LessonConfirmed, ({ lessonNumber, undoUntil }, { state, day }) => ({
      state:
        undoUntil === undefined
          ? state
          : { ...state, undoable: { ...state.undoable, [lessonNumber]: day } },
      parts: [part(day, "confirmedCount")],
    })),
    on(ConfirmationUndone, ({ lessonNumber, moves }, { state, day }) => {
      const counted = state.undoable[lessonNumber] ?? day;
      return {
        state: { ...state, undoable: without(state.undoable, lessonNumber) },
        parts: [
          part(counted, "confirmedCount", -1),
          part(counted, "earnedFen", sum(moves, earnedBy)),
        ],
      };
    }),
    on(LessonDeemed, (_, { state, day }) => ({ state, parts: [part(day, "deemedCount")] })),
    on(LessonDisputed, ({ lessonNumber, reason }, { state, day }) => ({
      state: { ...state, disputed: { ...state.disputed, [lessonNumber]: reason } },
      parts: [part(day, "disputedCount")],
    })),
    // The institution asked for it to be confirmed, and an authority found that nobody was taught.
    on(DisputeFoundForFamily, ({ lessonNumber }, { state, day }) => ({
      state: { ...state, disputed: without(state.disputed, lessonNumber) },
      parts: isUntaught(state.disputed[lessonNumber]) ? [part(day, "untaughtConfirmedCount")] : [],
    })),
    on(ReleaseExecuted, ({ lessonNumber, amountFen, executedAt }, { state }) => {
      const day = shanghaiDate(Date.parse(executedAt));
      return {
        state: { ...state, undoable: without(state.undoable, lessonNumber) },
        parts: [part(day, "releasedFen", amountFen), part(day, "outflowFen", amountFen)],
      };
    }),
  ],
});

const isUntaught = (reason: DisputeReason | undefined): boolean =>
  reason === "not-held" || reason === "pupil-absent";
