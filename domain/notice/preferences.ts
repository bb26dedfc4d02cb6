import * as z from "zod";
import { NoticePreferencesSet } from "../../events/notice.ts";
import type { DomainEvent } from "../../events/define.ts";
import { MemberId } from "../shared/ids.ts";
import { readMobileNumber } from "../shared/phone.ts";
import { ok, type Result } from "../shared/result.ts";
import { QuietHours } from "./quiet-hours.ts";
import { type NoticeRefusal, refuseNotice } from "./refusals.ts";
import { NOTICE_TOPICS } from "./templates.ts";

/** The ways on which a notice leaves the platform; the inbox is always there. */
export const NOTICE_CHANNELS = ["email", "sms"] as const;
export const NoticeChannel = z.enum(NOTICE_CHANNELS);
export type NoticeChannel = z.infer<typeof NoticeChannel>;

const Topics = z
  .array(z.enum(NOTICE_TOPICS))
  .max(NOTICE_TOPICS.length)
  .meta({ description: "What is told on this way; an empty list switches it off" });

/** What a person has said about how to be told. The addresses themselves lie in the vault. */
export const NoticePreferences = z.strictObject({
  language: z.enum(["zh-CN", "en"]),
  topics: z.strictObject({ email: Topics, sms: Topics }),
  quietHours: QuietHours,
});
export type NoticePreferences = z.infer<typeof NoticePreferences>;

export const PreferencesState = NoticePreferences.extend({ memberId: MemberId });
export type PreferencesState = z.infer<typeof PreferencesState>;

/** Where a person is reached; personal data. */
export type NoticeAddresses = Readonly<Partial<Record<NoticeChannel, string>>>;

export interface PreferencesDecision {
  readonly preferences: PreferencesState;
  readonly addresses: NoticeAddresses;
  readonly event: DomainEvent;
}

/**
 * Takes a person's wishes as they are now, in place of all former ones.
 * @param given.phone a mobile number in any common notation
 */
export function setPreferences(
  memberId: MemberId,
  wishes: NoticePreferences,
  given: { readonly email?: string | undefined; readonly phone?: string | undefined },
): Result<PreferencesDecision, NoticeRefusal> {
  const sms = given.phone === undefined ? undefined : readMobileNumber(given.phone);
  if (given.phone !== undefined && sms === undefined)
    return refuseNotice("notice.phone-invalid", {});
  const addresses: NoticeAddresses = {
    ...(given.email === undefined ? {} : { email: given.email }),
    ...(sms === undefined ? {} : { sms }),
  };
  const unreachable = NOTICE_CHANNELS.find(
    (channel) => wishes.topics[channel].length > 0 && addresses[channel] === undefined,
  );
  if (unreachable !== undefined)
    return refuseNotice("notice.address-missing", { channel: unreachable });
  return ok({
    preferences: { memberId, ...wishes },
    addresses,
    event: NoticePreferencesSet.make({ memberId }),
  });
}
