import * as contracts from "../../functions/lesson/dispute-contracts.ts";
import { disputeLesson } from "../../functions/lesson/dispute-lesson.ts";
import { getDispute } from "../../functions/lesson/get-dispute.ts";
import { listDisputes } from "../../functions/lesson/list-disputes.ts";
import { resolveDispute } from "../../functions/lesson/resolve-dispute.ts";
import { withdrawDispute } from "../../functions/lesson/withdraw-dispute.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import type { PersonalKit } from "../../functions/kit/personal-deps.ts";
import { type Answer, call, type Caller, once, type TestKit } from "./door.ts";
import { DisputeFile } from "../../domain/lesson/dispute.ts";
import type { LessonState } from "../../domain/lesson/lesson.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { DisputeId, MemberId } from "../../domain/shared/ids.ts";
import { MONDAY } from "./money-builders.ts";

export const disputeId = (n: number) => DisputeId.parse(`dsp_${String(n).padStart(26, "0")}`);
export const OFFICER = MemberId.parse(`mem_${"0".repeat(25)}9`);

/** The open file of the dispute about a lesson. */
export const anOpenFile = (
  enrolment: EnrolmentState,
  { enrolmentId, lessonNumber, amountFen }: LessonState,
  n = 1,
): DisputeFile =>
  DisputeFile.parse({
    disputeId: disputeId(n),
    enrolmentId,
    lessonNumber,
    institutionId: enrolment.institutionId,
    countyUnitId: enrolment.countyUnitId,
    amountFen,
    reason: "not-held",
    status: "open",
    openedAt: MONDAY,
  });

type Headers = Readonly<Record<string, string>>;
interface Lesson {
  readonly lesson?: string;
  readonly headers?: Headers;
}

const pathOf = (enrolmentId: string, lesson: string) => ({ enrolmentId, lessonNumber: lesson });

/** The commands and views of disputes as their callers send them. */
export const disputeCalls = (kit: TestKit & PersonalKit) => ({
  dispute: (
    as: Caller,
    enrolmentId: string,
    { lesson = "1", headers = once(), ...body }: Lesson & Readonly<Record<string, unknown>> = {},
  ): Promise<Answer> =>
    call(httpLambda(contracts.disputeLesson, disputeLesson, kit), {
      as,
      path: pathOf(enrolmentId, lesson),
      body: { reason: "not-held", text: FAMILY_TEXT, ...body },
      headers,
    }),

  withdraw: (
    as: Caller,
    enrolmentId: string,
    { lesson = "1", headers = once() }: Lesson = {},
  ): Promise<Answer> =>
    call(httpLambda(contracts.withdrawDispute, withdrawDispute, kit), {
      as,
      path: pathOf(enrolmentId, lesson),
      headers,
    }),

  resolve: (
    as: Caller,
    disputeId: string,
    finding: string,
    headers: Headers = once(),
  ): Promise<Answer> =>
    call(httpLambda(contracts.resolveDispute, resolveDispute, kit), {
      as,
      path: { disputeId },
      body: { finding, text: OFFICER_TEXT },
      headers,
    }),

  list: (as: Caller, query: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    call(httpLambda(contracts.listDisputes, listDisputes, kit), { as, query }),

  get: (as: Caller, disputeId: string): Promise<Answer> =>
    call(httpLambda(contracts.getDispute, getDispute, kit), { as, path: { disputeId } }),
});

export type DisputeCalls = ReturnType<typeof disputeCalls>;

export const FAMILY_TEXT = "王小明当天发烧在家，老师李芳可以作证。";
export const OFFICER_TEXT = "经调阅监控，当日确未上课。";
