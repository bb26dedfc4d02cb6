import * as z from "zod";
import { ClassSession, type ClassState } from "../../domain/catalogue/class.ts";
import { ClassId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { readHead } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Item, Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";
import { classKind } from "./catalogue-kinds.ts";

/**
 * What lies beside the head of a class: its seats, its sessions, and its place among the classes of its
 * course. Seats are counted on an item of their own, so that many families can order at once: an order
 * adds one under a condition, and no order makes another one's version stale.
 */
const Seats = z.object({ taken: z.int().min(0), capacity: z.int().min(1) });

/** A class with the seats that are taken now, or nothing where there is no such class. */
export async function findClass(table: Table, classId: string): Promise<ClassState | undefined> {
  const [found] = await findClasses(table, [classId]);
  return found;
}

/** Up to 50 classes, in the order asked for; missing ones are left out. */
export async function findClasses(
  table: Table,
  classIds: readonly string[],
): Promise<readonly ClassState[]> {
  if (classIds.length === 0) return [];
  const items = await table.getMany(
    classIds.flatMap((id) => [keys.class(id), keys.classSeats(id)]),
  );
  const at = (key: { readonly pk: string; readonly sk: string }) =>
    items.find((item) => item.pk === key.pk && item.sk === key.sk);
  return classIds.flatMap((classId) => {
    const head = at(keys.class(classId));
    if (head === undefined) return [];
    const seats = at(keys.classSeats(classId));
    invariant(seats, `the class ${classId} has seats`);
    return [{ ...readHead(classKind, head).state, seatsTaken: Seats.parse(seats).taken }];
  });
}

/** The items that a class begins with, besides its head and entry. */
export const newClassChanges = (
  { classId, courseId, capacity }: ClassState,
  sessions: readonly ClassSession[],
): readonly Change[] =>
  [
    { ...keys.classSeats(classId), type: "class-seats", taken: 0, capacity },
    { ...keys.classOfCourse(courseId, classId), type: "class-of-course", classId },
    ...sessions.map((session) => sessionItem(classId, session)),
  ].map((item) => ({ write: { kind: "put", item } }));

const sessionItem = (classId: string, session: ClassSession): Item => ({
  ...keys.classSession(classId, session.number),
  type: "class-session",
  ...session,
});

/** One more session of a class. */
export const newSessionChange = (classId: string, session: ClassSession): Change => ({
  write: { kind: "put", item: sessionItem(classId, session), condition: { kind: "absent" } },
});

/**
 * A session as a change of its class leaves it, beside the change of the class's head. Only its register opens
 * without that head: it must not have opened meanwhile.
 */
export const sessionChange = (classId: string, session: ClassSession): Change => ({
  write: {
    kind: "put",
    item: sessionItem(classId, session),
    condition: { kind: "attribute-absent", attribute: "recordedAt" },
  },
});

/**
 * Opens the register of a session, in the transaction of the first record in it: from then on the session is
 * neither cancelled nor moved. It has to stand at the time at which it was read.
 */
export const registerOpened = (
  classId: string,
  { number, startsAt }: ClassSession,
  at: EpochMs,
): Change => ({
  write: {
    kind: "update",
    key: keys.classSession(classId, number),
    set: { recordedAt: at },
    condition: {
      kind: "all",
      of: [
        { kind: "equals", attribute: "startsAt", value: startsAt },
        { kind: "attribute-absent", attribute: "cancelledAt" },
      ],
    },
  },
});

/** Takes one seat while one is free: parallel orders cannot oversell, and none waits for another. */
export const takeSeatChange = ({ classId, capacity }: ClassState): Change => ({
  write: {
    kind: "update",
    key: keys.classSeats(classId),
    add: { taken: 1 },
    condition: { kind: "below", attribute: "taken", value: capacity },
  },
  refusal: { code: "catalogue.class-full", facts: { capacity } },
});

/** Gives a seat back, for others to take. */
export const freeSeatChange = (classId: string): Change => ({
  write: {
    kind: "update",
    key: keys.classSeats(classId),
    add: { taken: -1 },
    condition: { kind: "at-least", attribute: "taken", value: 1 },
  },
});

/** One session of a class. */
export async function findSession(
  table: Table,
  classId: string,
  number: number,
): Promise<ClassSession | undefined> {
  const item = await table.get(keys.classSession(classId, number));
  return item === undefined ? undefined : ClassSession.parse(item);
}

/** All sessions of a class in the order of their numbers: at most 200, which one page holds. */
export async function sessionsOf(table: Table, classId: string): Promise<readonly ClassSession[]> {
  const { pk, beginsWith } = keys.classSessions(classId);
  const page = await table.query({ pk, sk: { beginsWith }, consistent: true });
  invariant(page.next === undefined, `the sessions of ${classId} fit one page`);
  return page.items.map((item) => ClassSession.parse(item));
}

/** One page of the classes of a course, the newest first. */
export async function classIdsOfCourse(
  table: Table,
  courseId: string,
  page: { readonly limit: number; readonly after?: Readonly<Record<string, string>> },
): Promise<{
  readonly classIds: readonly ClassId[];
  readonly next?: Readonly<Record<string, string>>;
}> {
  const { pk, beginsWith } = keys.classesOfCourse(courseId);
  const found = await table.query({
    pk,
    sk: { beginsWith },
    backwards: true,
    consistent: true,
    ...page,
  });
  const classIds = found.items.map((item) => ClassId.parse(item["classId"]));
  return found.next === undefined ? { classIds } : { classIds, next: found.next };
}
