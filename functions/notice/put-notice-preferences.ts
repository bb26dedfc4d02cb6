import { aggregates } from "../../adapters/aggregates.ts";
import { noticeAddresses } from "../../adapters/notices/notice-addresses.ts";
import { preferencesKind } from "../../adapters/repositories/notice-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { NOTICE_CHANNELS, setPreferences } from "../../domain/notice/preferences.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { memberOf } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { putNoticePreferences as contract } from "./contracts.ts";

export const putNoticePreferences = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const allPreferences = aggregates(table, preferencesKind);
  const allAddresses = noticeAddresses(kit);

  return async ({ body: { email, phone, ...wishes } }, context) => {
    const memberId = MemberId.parse(memberOf(context).memberId);
    const set = orThrow(setPreferences(memberId, wishes, { email, phone }));
    const { preferences, addresses, event } = set;
    const [before, sealed] = await Promise.all([
      allPreferences.find(memberId),
      allAddresses.change(memberId, addresses),
    ]);
    const changes =
      before === undefined
        ? allPreferences.create(preferences, event, context)
        : allPreferences.change(before, preferences, event, context);
    return commitCommand(table, context, [...changes, sealed], {
      ...preferences,
      reachableBy: NOTICE_CHANNELS.filter((channel) => addresses[channel] !== undefined),
    });
  };
};
