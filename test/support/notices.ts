import {
  GatewayRefused,
  GatewayUnavailable,
  type GatewayMessage,
} from "../../adapters/notices/message-gateway.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { NoticeOf } from "../../domain/notice/notice.ts";
import type { NoticeTemplate } from "../../domain/notice/templates.ts";
import { NoticeDeliveryDue, NoticeRecorded } from "../../events/notice.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import type { GatewayKit } from "../../functions/kit/gateway-deps.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import type { PersonalKit } from "../../functions/kit/personal-deps.ts";
import { repeatableContext } from "../../functions/kit/task.ts";
import * as contracts from "../../functions/notice/contracts.ts";
import { deliverNotice } from "../../functions/notice/deliver-notice.ts";
import { deliverPostponed } from "../../functions/notice/deliver-postponed.ts";
import { listInstitutionNotices } from "../../functions/notice/list-institution-notices.ts";
import { listNotices } from "../../functions/notice/list-notices.ts";
import { markInstitutionNoticeRead } from "../../functions/notice/mark-institution-notice-read.ts";
import { markNoticeRead } from "../../functions/notice/mark-notice-read.ts";
import { putNoticePreferences } from "../../functions/notice/put-notice-preferences.ts";
import { call, type Caller, seedMember, type TestKit } from "./door.ts";
import { personalTestKit } from "./enrolment.ts";
import { busEvent, busEventOf, entriesIn } from "./events.ts";
import { enrolmentId } from "./money-builders.ts";

/** A gateway in memory: it sends once for each message, unless it is down or says no. */
export function fakeGateway() {
  const sent = new Map<string, GatewayMessage>();
  const state = {
    asked: 0,
    mode: "up" as "up" | "down" | "refuses" | "loses-answers",
  };
  return {
    sent,
    state,
    send(message: GatewayMessage): Promise<void> {
      state.asked += 1;
      if (state.mode === "refuses") return Promise.reject(new GatewayRefused("address.unknown"));
      if (state.mode === "down") return Promise.reject(new GatewayUnavailable("down"));
      if (!sent.has(message.messageId)) sent.set(message.messageId, message);
      return state.mode === "up"
        ? Promise.resolve()
        : Promise.reject(new GatewayUnavailable("the answer was lost"));
    },
  };
}

/** Two families, the people of two institutions, and a gateway. */
export async function aNoticeSetting() {
  const gateway = fakeGateway();
  const kit: TestKit & PersonalKit & GatewayKit = { ...personalTestKit(), gateway };
  const { table } = kit;
  const institutionId = kit.newUlid().replace(/^/, "ins_");
  const works = (institution: string, duty: "owner" | "teacher") =>
    ({ role: "institution", institutionId: institution, duties: [duty] }) as const;
  return {
    kit,
    gateway,
    institutionId,
    guardian: await seedMember(table, "guardian", { role: "guardian" }),
    otherGuardian: await seedMember(table, "other", { role: "guardian" }),
    teacher: await seedMember(table, "teacher", works(institutionId, "teacher")),
    stranger: await seedMember(table, "stranger", works(`ins_${kit.newUlid()}`, "owner")),
  };
}
export type NoticeSetting = Awaited<ReturnType<typeof aNoticeSetting>>;

/** Records a notice in a commit of its own. @returns its id */
export async function tell<T extends NoticeTemplate>(
  kit: TestKit,
  notice: NoticeOf<T>,
): Promise<string> {
  const cause = { correlationId: kit.newUlid(), causationId: kit.newUlid() };
  const context = repeatableContext(contracts.tellOfRelease, kit, cause);
  await commitCommand(kit.table, context, noticeChanges(context, notice), {});
  return entriesIn(kit.table).at(-1)?.aggregateId ?? "";
}

/** A payment, told to the family and to the institution. */
export async function tellBothSides(
  kit: TestKit,
  { memberId }: Caller,
  institutionId: string,
  order: string,
): Promise<{ readonly noticeId: string; readonly institutionNoticeId: string }> {
  const said = {
    template: "payment-received",
    facts: { amountFen: 1, paidAt: "2026-03-02T09:00:00+08:00" },
    about: { enrolmentId: order },
  } as const;
  const institution = { kind: "institution", institutionId } as const;
  return {
    noticeId: await tell(kit, { recipient: { kind: "member", memberId }, ...said }),
    institutionNoticeId: await tell(kit, { recipient: institution, ...said }),
  };
}

export const lessonNotice = ({ memberId }: Caller, lessonNumber = 1) =>
  ({
    recipient: { kind: "member", memberId },
    template: "confirmation-requested",
    facts: { amountFen: 10_000, dueOn: "2026-03-23" },
    about: { enrolmentId: enrolmentId(1), lessonNumber },
  }) as const;

/** The operations of notices, each through its whole wrapper. */
export function noticeDoors({ kit }: Pick<NoticeSetting, "kit">) {
  const list = httpLambda(contracts.listNotices, listNotices, kit);
  const listOfInstitution = httpLambda(
    contracts.listInstitutionNotices,
    listInstitutionNotices,
    kit,
  );
  const read = httpLambda(contracts.markNoticeRead, markNoticeRead, kit);
  const readOfInstitution = httpLambda(
    contracts.markInstitutionNoticeRead,
    markInstitutionNoticeRead,
    kit,
  );
  const prefer = httpLambda(contracts.putNoticePreferences, putNoticePreferences, kit);
  const deliver = eventLambda(contracts.deliverNotice, NoticeRecorded, deliverNotice, kit);
  const deliverLate = eventLambda(
    contracts.deliverPostponed,
    NoticeDeliveryDue,
    deliverPostponed,
    kit,
  );
  return {
    list: (as: Caller, query: Record<string, string> = {}, language = "zh") =>
      call(list, { as, query, headers: { "accept-language": language } }),
    listOfInstitution: (as: Caller, institutionId: string, query: Record<string, string> = {}) =>
      call(listOfInstitution, { as, path: { institutionId }, query }),
    read: (as: Caller, noticeId: string, headers: Record<string, string> = {}) =>
      call(read, { as, path: { noticeId }, headers }),
    readOfInstitution: (as: Caller, noticeId: string) =>
      call(readOfInstitution, { as, path: { noticeId } }),
    prefer: (as: Caller, body: unknown, headers: Record<string, string> = {}) =>
      call(prefer, { as, body, headers }),
    /** The bus brings every notice recorded so far to its consumer. */
    async deliverAll(): Promise<void> {
      for (const entry of entriesIn(kit.table))
        if (entry.eventName === NoticeRecorded.name) await deliver(busEvent(entry));
    },
    deliverNewest: () => deliver(busEventOf(kit.table, NoticeRecorded.name)),
    deliverPostponed: () => deliverLate(busEventOf(kit.table, NoticeDeliveryDue.name)),
  };
}

/** Invented addresses that must never be found outside the vault. */
export const EMAIL = "canary.zhongli@example.org";
export const PHONE = "13912345678";

export const allChannels = (changes: object = {}) => ({
  language: "zh-CN",
  topics: { email: ["lessons", "payments"], sms: ["lessons"] },
  quietHours: { from: "21:00", to: "08:00" },
  email: EMAIL,
  phone: `+86 139-1234-5678`,
  ...changes,
});

/** What became of a notice, by channel. */
export const deliveriesIn = ({ table }: TestKit) =>
  Object.fromEntries(
    table
      .all()
      .filter((item) => item.type === "notice-delivery")
      .map((item) => [item["channel"], item]),
  );
