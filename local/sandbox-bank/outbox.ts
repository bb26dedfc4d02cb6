import * as z from "zod";
import type { BankDatabase } from "./bank-database.ts";
import type { Faults, NoticeFault } from "./faults.ts";

/** Puts a notification into the outbox, inside the transaction that makes it true. */
export function enqueue(
  db: BankDatabase,
  path: string,
  idempotencyKey: string,
  body: object,
): void {
  db.run(
    "INSERT INTO outbox (path, idempotency_key, body, state) VALUES (?, ?, ?, 'waiting')",
    path,
    idempotencyKey,
    JSON.stringify(body),
  );
}

export const Notification = z.object({
  id: z.int(),
  path: z.string(),
  idempotency_key: z.string(),
  body: z.string(),
  attempts: z.int(),
});
export type Notification = z.infer<typeof Notification>;

/** How one attempt went: an HTTP status, or that nobody answered. */
export type Outcome = number | "unreachable";

/** Longer than this the bank does not wait between two attempts. */
const LONGEST_PAUSE_MS = 30_000;
const FIRST_PAUSE_MS = 250;
/** Refusals that may be over at the next attempt are tried so often before they are parked. */
const PATIENCE = 5;

/** Doubling pauses in wall time: the platform may be down for real, whatever the virtual clock says. */
export const pauseAfter = (attempts: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20));

/**
 * What becomes of a notification: delivered by a 2xx, tried again while the platform cannot answer, else parked
 * for a person. A 401 may be a signature that aged while the clock moved, a 409 two at the same moment: both get
 * a few attempts.
 */
export function fateOf(outcome: Outcome, attempts: number): "waiting" | "delivered" | "parked" {
  if (outcome === "unreachable" || outcome >= 500) return "waiting";
  if (outcome >= 200 && outcome < 300) return "delivered";
  if (outcome === 408 || outcome === 429) return "waiting";
  const mayPass = outcome === 401 || outcome === 409;
  return mayPass && attempts < PATIENCE ? "waiting" : "parked";
}

export interface OutboxPump {
  /** Something may be due: look now. */
  nudge(): void;
  stop(): Promise<void>;
}

interface PumpDependencies {
  readonly db: BankDatabase;
  readonly send: (notification: Notification, fault?: NoticeFault) => Promise<Outcome>;
  readonly pauseAfter: (attempts: number) => number;
  readonly faults: Pick<Faults, "ofNotice" | "lateMs">;
}

/** Delivers the outbox, one notification after another, and wakes up for those that wait. */
export function startOutbox({ db, send, pauseAfter: pause, faults }: PumpDependencies): OutboxPump {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const settle = (notification: Notification, outcome: Outcome) => {
    const attempts = notification.attempts + 1;
    db.run(
      "UPDATE outbox SET state = ?, attempts = ?, next_attempt_wall_ms = ?, last_outcome = ? WHERE id = ?",
      fateOf(outcome, attempts),
      attempts,
      Date.now() + pause(attempts),
      String(outcome),
      notification.id,
    );
  };

  const run = async () => {
    for (;;) {
      const due = dueNotification(db, Date.now());
      if (due === undefined || stopped) return;
      await deliver(due, faults.ofNotice(due.path));
    }
  };

  const deliver = async (due: Notification, fault: NoticeFault | undefined) => {
    if (fault === "late") putOff(db, due, Date.now() + faults.lateMs());
    else if (fault === "out-of-order") putOff(db, due, Date.now());
    else if (fault === "never") withhold(db, due);
    else {
      if (fault === "twice") await send(due);
      settle(due, await send(due, fault));
    }
  };

  const nudge = () => {
    again = true;
    if (running !== undefined || stopped) return;
    clearTimeout(timer);
    again = false;
    running = run().finally(() => {
      running = undefined;
      if (stopped) return;
      if (again) nudge();
      else sleepUntilDue();
    });
  };

  const sleepUntilDue = () => {
    const next = nextAttemptAt(db);
    if (next !== undefined) timer = setTimeout(nudge, Math.max(1, next - Date.now()));
  };

  return {
    nudge,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Behind everything that has waited longer. */
function putOff(db: BankDatabase, { id }: Notification, untilWallMs: number): void {
  db.run("UPDATE outbox SET next_attempt_wall_ms = ? WHERE id = ?", untilWallMs, id);
}

/** Not told until a person has what is parked sent once more. */
function withhold(db: BankDatabase, { id }: Notification): void {
  db.run("UPDATE outbox SET state = 'parked', last_outcome = 'withheld' WHERE id = ?", id);
}

const dueNotification = (db: BankDatabase, wallMs: number) =>
  db.row(
    Notification,
    `SELECT * FROM outbox WHERE state = 'waiting' AND next_attempt_wall_ms <= ?
      ORDER BY next_attempt_wall_ms, id LIMIT 1`,
    wallMs,
  );

const nextAttemptAt = (db: BankDatabase): number | undefined =>
  db.row(
    z.object({ at: z.int() }),
    "SELECT next_attempt_wall_ms AS at FROM outbox WHERE state = 'waiting' ORDER BY at LIMIT 1",
  )?.at;

const OutboxRow = Notification.extend({ state: z.string(), last_outcome: z.string().nullable() });

/** What waits or is parked, and how much was delivered. */
export function outboxView(db: BankDatabase) {
  const open = db.rows(OutboxRow, "SELECT * FROM outbox WHERE state <> 'delivered' ORDER BY id");
  const delivered = db.row(
    z.object({ n: z.int() }),
    "SELECT count(*) AS n FROM outbox WHERE state = 'delivered'",
  );
  return {
    deliveredCount: delivered?.n ?? 0,
    open: open.map((row) => ({
      id: row.id,
      path: row.path,
      idempotencyKey: row.idempotency_key,
      state: row.state,
      attempts: row.attempts,
      lastOutcome: row.last_outcome,
    })),
  };
}

/** Sends everything parked once more. @returns how many */
export const retryParked = (db: BankDatabase): number =>
  db.run(
    "UPDATE outbox SET state = 'waiting', attempts = 0, next_attempt_wall_ms = 0 WHERE state = 'parked'",
  );
