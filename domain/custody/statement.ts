import { ReleaseExecuted, ReleaseReturned } from "../../events/custody.ts";
import { PaymentReversed } from "../../events/enrolment.ts";
import type { MoveReason } from "../shared/money-move.ts";
import { type Fen, sumFen, ZERO_FEN } from "../shared/money.ts";
import { type EpochMs, type LocalDate, shanghaiDate } from "../shared/time.ts";
import type { SuspendedPayIn } from "./pay-in.ts";
import { movesOf } from "./replay.ts";

/** What a day's money comes to, in fen. Each column counts moves of that day, none a balance. */
export const STATEMENT_COLUMNS = [
  "paid",
  "earned",
  "undone",
  "transferredIn",
  "transferredOut",
  "frozen",
  "unfrozen",
  "instructed",
  "released",
  "releaseReturned",
  "suspended",
  "suspenseReturned",
  "suspenseReversed",
  "reversed",
  "short",
] as const;
export type StatementColumn = (typeof STATEMENT_COLUMNS)[number];
export type StatementTotals = Readonly<Record<StatementColumn, Fen>>;

/** In which columns a move counts. A dispute won by the institution lifts the freeze and earns. */
const columnsOf: Partial<Readonly<Record<MoveReason, readonly StatementColumn[]>>> = {
  "payment-received": ["paid"],
  "lesson-confirmed": ["earned"],
  "lesson-deemed": ["earned"],
  "confirmation-undone": ["undone"],
  "transferred-in": ["transferredIn"],
  "transferred-out": ["transferredOut"],
  "lesson-disputed": ["frozen"],
  "dispute-withdrawn": ["unfrozen"],
  "dispute-won-by-family": ["unfrozen"],
  "dispute-won-by-institution": ["unfrozen", "earned"],
  "release-instructed": ["instructed"],
  "release-executed": ["released"],
  "release-returned": ["releaseReturned"],
  "payment-reversed": ["reversed"],
};

/** The bank's answer to an instruction: paid under its serial, or come back for a reason. */
export interface ReleaseRow {
  readonly outcome: "executed" | "returned";
  readonly enrolmentId: string;
  readonly lessonNumber: number;
  readonly instructionId: string;
  readonly amountFen: Fen;
  /** When the bank's answer was recorded: the day of the row. */
  readonly recordedAt: EpochMs;
  /** When the bank paid, by its own clock. */
  readonly executedAt?: string;
  readonly bankSerial?: string;
  readonly reasonCode?: string;
}

/** Money that came in and fits no order, or went back, or was taken back by the bank. */
export interface SuspenseRow {
  readonly outcome: "suspended" | "returned" | "reversed";
  readonly bankId: string;
  readonly bankSerial: string;
  readonly amountFen: Fen;
  readonly recordedAt: EpochMs;
  readonly returnSerial?: string;
}

export interface StatementDay {
  readonly date: LocalDate;
  readonly totalsFen: StatementTotals;
  readonly releases: readonly ReleaseRow[];
  readonly suspense: readonly SuspenseRow[];
}

/** A recorded event of an enrolment, as its journal has it. */
export interface RecordedEvent {
  readonly at: EpochMs;
  readonly eventName: string;
  readonly data: unknown;
}

interface Period {
  readonly fromAt: EpochMs;
  /** The first instant after it. */
  readonly endAt: EpochMs;
}

/** The days of a period on which money moved, in their order: from the journals, and from suspense. */
export function statementOf(
  { fromAt, endAt }: Period,
  recorded: readonly RecordedEvent[],
  payIns: readonly SuspendedPayIn[],
): readonly StatementDay[] {
  const isWithin = (at: EpochMs): boolean => at >= fromAt && at < endAt;
  const events = recorded.filter(({ at }) => isWithin(at));
  const releases = events.flatMap(releaseRow);
  const suspense = payIns.flatMap(suspenseRows).filter(({ recordedAt }) => isWithin(recordedAt));
  const counted = [...events.flatMap(countedMoves), ...suspense.map(countedSuspense)];
  const dates = new Set(counted.map(({ at }) => shanghaiDate(at)));
  return [...dates].toSorted().map((date) => ({
    date,
    totalsFen: totalsOf(counted.filter(({ at }) => shanghaiDate(at) === date)),
    releases: releases.filter(({ recordedAt }) => shanghaiDate(recordedAt) === date),
    suspense: suspense.filter(({ recordedAt }) => shanghaiDate(recordedAt) === date),
  }));
}

interface Counted {
  readonly at: EpochMs;
  readonly column: StatementColumn;
  readonly amountFen: Fen;
}

const countedMoves = (event: RecordedEvent): Counted[] => [
  ...movesOf(event).flatMap(({ reason, amountFen }) =>
    (columnsOf[reason] ?? []).map((column) => ({ at: event.at, column, amountFen })),
  ),
  ...countedShort(event),
];

/** What the bank took back that was not free any more: no money of the order's moves, and the account has less. */
function countedShort({ at, eventName, data }: RecordedEvent): Counted[] {
  if (eventName !== PaymentReversed.name) return [];
  return [{ at, column: "short", amountFen: PaymentReversed.schema.parse(data).shortFen }];
}

const countedSuspense = ({ outcome, recordedAt, amountFen }: SuspenseRow): Counted => ({
  at: recordedAt,
  column: suspenseColumns[outcome],
  amountFen,
});

const suspenseColumns = {
  suspended: "suspended",
  returned: "suspenseReturned",
  reversed: "suspenseReversed",
} as const satisfies Record<SuspenseRow["outcome"], StatementColumn>;

const totalsOf = (counted: readonly Counted[]): StatementTotals => {
  const total = (column: StatementColumn): Fen =>
    sumFen([ZERO_FEN, ...counted.flatMap((one) => (one.column === column ? one.amountFen : []))]);
  return {
    paid: total("paid"),
    earned: total("earned"),
    undone: total("undone"),
    transferredIn: total("transferredIn"),
    transferredOut: total("transferredOut"),
    frozen: total("frozen"),
    unfrozen: total("unfrozen"),
    instructed: total("instructed"),
    released: total("released"),
    releaseReturned: total("releaseReturned"),
    suspended: total("suspended"),
    suspenseReturned: total("suspenseReturned"),
    suspenseReversed: total("suspenseReversed"),
    reversed: total("reversed"),
    short: total("short"),
  };
};

function releaseRow({ at, eventName, data }: RecordedEvent): ReleaseRow[] {
  if (eventName === ReleaseExecuted.name) {
    const { moves: _moves, institutionId: _own, ...row } = ReleaseExecuted.schema.parse(data);
    return [{ outcome: "executed", ...row, recordedAt: at }];
  }
  if (eventName === ReleaseReturned.name) {
    const { moves: _moves, institutionId: _own, ...row } = ReleaseReturned.schema.parse(data);
    return [{ outcome: "returned", ...row, recordedAt: at }];
  }
  return [];
}

function suspenseRows(payIn: SuspendedPayIn): SuspenseRow[] {
  const { bankId, bankSerial, amountFen, suspendedAt, status } = payIn;
  const { answeredAt, returnSerial, reversal } = payIn;
  const row = { bankId, bankSerial, amountFen };
  const suspended: SuspenseRow = { outcome: "suspended", ...row, recordedAt: suspendedAt };
  if (status === "reversed" && reversal !== undefined)
    return [
      suspended,
      {
        ...{ outcome: "reversed", ...row, recordedAt: reversal.recordedAt },
        returnSerial: reversal.reversalSerial,
      },
    ];
  if (status !== "returned" || answeredAt === undefined) return [suspended];
  const returned: SuspenseRow = { outcome: "returned", ...row, recordedAt: answeredAt };
  return [suspended, returnSerial === undefined ? returned : { ...returned, returnSerial }];
}
