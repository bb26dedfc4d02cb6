import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import { NoticeRead, NoticeRecorded } from "../../events/notice.ts";
import { EnrolmentId, NoticeId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { NoticeRecipient } from "../shared/notice-recipient.ts";
import { EpochMs } from "../shared/time.ts";
import { type NoticeTemplate, noticeTemplates } from "./templates.ts";

/**
 * A fact of a notice: a number, an id, a day, an instant, or a code. Names, addresses and numbers of
 * persons do not fit, so that none gets into a notice by mistake.
 */
export const NoticeFact = z.union([
  z.int(),
  z.string().regex(/^[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}$/),
  z.iso.date(),
  z.iso.datetime({ offset: true }),
  // Some codes end in a year or an article; no number of a person is as short.
  z.string().regex(/^[a-z][a-z-]{0,40}(-[0-9]{1,4})*$/),
]);
export type NoticeFact = z.infer<typeof NoticeFact>;

export const NoticeAbout = z.object({
  enrolmentId: EnrolmentId.optional(),
  lessonNumber: z.int().min(1).optional(),
});
export type NoticeAbout = z.infer<typeof NoticeAbout>;

const isTemplate = (name: string): name is NoticeTemplate => Object.hasOwn(noticeTemplates, name);

/** One notice in an inbox: which text, and its facts; words are made when someone reads it. */
export const NoticeState = z.object({
  noticeId: NoticeId,
  recipient: NoticeRecipient,
  template: z.string().refine(isTemplate),
  facts: z.record(z.string(), NoticeFact),
  about: NoticeAbout,
  at: EpochMs,
  readAt: EpochMs.optional(),
});
export type NoticeState = z.infer<typeof NoticeState>;

/** The facts that a template asks for; others may come along. */
export type FactsOf<T extends NoticeTemplate> = Readonly<Record<string, NoticeFact>> &
  Readonly<Record<(typeof noticeTemplates)[T]["facts"][number], NoticeFact>>;

/** Something that its recipient has to be told. */
export interface NoticeOf<T extends NoticeTemplate> {
  readonly recipient: z.input<typeof NoticeRecipient>;
  readonly template: T;
  readonly facts: FactsOf<T>;
  /** The order and the lesson that it is about; templates show them too. */
  readonly about: z.input<typeof NoticeAbout>;
}

export interface NoticeDecision {
  readonly notice: NoticeState;
  readonly event: DomainEvent;
}

/** Puts a notice into an inbox. */
export function recordNotice<T extends NoticeTemplate>(
  noticeId: NoticeId,
  { recipient, template, facts, about }: NoticeOf<T>,
  at: EpochMs,
): NoticeDecision {
  const parsed = NoticeState.safeParse({ noticeId, recipient, template, facts, about, at });
  invariant(parsed.success, `the facts of ${template} are ids, numbers, days and codes`);
  const notice = parsed.data;
  const said: Readonly<Record<string, unknown>> = { ...notice.about, ...notice.facts };
  const { about: named, facts: told } = noticeTemplates[template];
  const missing = [...named, ...told].filter((name) => said[name] === undefined);
  invariant(missing.length === 0, `${template} says nothing of ${missing.join(", ")}`);
  return {
    notice,
    event: NoticeRecorded.make({
      noticeId,
      recipient: notice.recipient,
      template,
      ...notice.about,
    }),
  };
}

/** Reading it again changes nothing. */
export function readNotice(notice: NoticeState, at: EpochMs): NoticeDecision | undefined {
  if (notice.readAt !== undefined) return undefined;
  const { noticeId, recipient } = notice;
  return { notice: { ...notice, readAt: at }, event: NoticeRead.make({ noticeId, recipient }) };
}
