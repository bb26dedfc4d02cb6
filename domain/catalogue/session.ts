import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import type { ClassPlan, ClassSession } from "./class.ts";

/** How a session stands, as families see it. */
export const SessionStatus = z.enum([
  /** As it was announced when the class opened. 正常 */
  "planned",
  /** At another time than first announced. 已调课 */
  "moved",
  /** It does not take place; the lesson is made up. 已取消 */
  "cancelled",
  /** It teaches a lesson that was cancelled or missed. 补课 */
  "make-up",
]);
export type SessionStatus = z.infer<typeof SessionStatus>;

export function sessionStatus(session: ClassSession): SessionStatus {
  if (session.cancelledAt !== undefined) return "cancelled";
  if (session.makesUp !== undefined) return "make-up";
  return session.movedFrom === undefined ? "planned" : "moved";
}

/** The lesson that a session teaches: its own number, unless it makes another one up. */
export const lessonOfSession = (session: ClassSession): number =>
  session.makesUp?.lessonNumber ?? session.number;

/** The sessions that take place, in the order of time. */
export const standingSessions = (sessions: readonly ClassSession[]): readonly ClassSession[] =>
  sessions
    .filter(({ cancelledAt }) => cancelledAt === undefined)
    .toSorted((a, b) => a.startsAt - b.startsAt);

/** Which pupils a session is for: the whole class, or those who missed the session that is named. */
export interface Audience {
  readonly absentFrom?: number;
}

/**
 * Whom a session is for. A session that makes up for a cancelled one is for all whom that was for; any other
 * make-up session is for those who missed the session in whose place it stands.
 */
export function audienceOf(session: ClassSession, sessions: readonly ClassSession[]): Audience {
  if (session.makesUp === undefined) return {};
  const { sessionNumber } = session.makesUp;
  const missed = sessions.find(({ number }) => number === sessionNumber);
  return missed?.cancelledAt === undefined
    ? { absentFrom: sessionNumber }
    : audienceOf(missed, sessions);
}

/** A class with all sessions that it ever had. */
export interface Timetable {
  readonly class: ClassPlan;
  readonly sessions: readonly ClassSession[];
}

/** A decision about one session of a class. */
export interface SessionDecision<E extends DomainEvent = DomainEvent> {
  readonly class: ClassPlan;
  readonly session: ClassSession;
  readonly event: E;
}

/** The class with the time that its sessions span; as it was where none stands any more. */
export function spanning(aClass: ClassPlan, sessions: readonly ClassSession[]): ClassPlan {
  const standing = standingSessions(sessions);
  const [first] = standing;
  if (first === undefined) return aClass;
  return {
    ...aClass,
    startsAt: first.startsAt,
    endsAt: Math.max(...standing.map(({ endsAt }) => endsAt)),
  };
}

/** The sessions with one of them as it is now, or one more. */
export const withSession = (
  sessions: readonly ClassSession[],
  session: ClassSession,
): readonly ClassSession[] => [
  ...sessions.filter(({ number }) => number !== session.number),
  session,
];
