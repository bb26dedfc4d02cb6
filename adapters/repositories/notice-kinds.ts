import { NoticeState } from "../../domain/notice/notice.ts";
import { PreferencesState } from "../../domain/notice/preferences.ts";
import { recipientIdOf } from "../../domain/shared/notice-recipient.ts";
import type { AggregateKind } from "../aggregates.ts";
import { keys } from "../table/keys.ts";

/** By time within an inbox; the id parts notices of the same instant. */
const placeOf = ({ at, noticeId }: NoticeState): string =>
  `${new Date(at).toISOString()}#${noticeId}`;

/** A notice, listed by its recipient's inbox, and as long as it is unread in a list of its own. */
export const noticeKind: AggregateKind<NoticeState> = {
  type: "notice",
  key: keys.notice,
  schema: NoticeState,
  idOf: (state) => state.noticeId,
  indexes: (state) => {
    const recipientId = recipientIdOf(state.recipient);
    return {
      gsi1pk: keys.inbox(recipientId),
      gsi1sk: placeOf(state),
      ...(state.readAt === undefined
        ? { gsi2pk: keys.unreadInbox(recipientId), gsi2sk: placeOf(state) }
        : {}),
    };
  },
  scope: ({ recipient }) => ({
    ...(recipient.kind === "institution" ? { institutionId: recipient.institutionId } : {}),
    ...(recipient.kind === "unit" ? { unitId: recipient.unitId } : {}),
  }),
};

/** What a person has said about how to be told; their addresses are sealed, see `notice-addresses.ts`. */
export const preferencesKind: AggregateKind<PreferencesState> = {
  type: "notice-preferences",
  key: keys.noticePreferences,
  schema: PreferencesState,
  idOf: (state) => state.memberId,
  scope: () => ({}),
};
