import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { isCommitted } from "../../adapters/overtaken.ts";
import { sessionChange, sessionsOf } from "../../adapters/repositories/class-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { newRefundChanges } from "../../adapters/repositories/refund-items.ts";
import { AlreadyAnswered, commitCommand } from "../../adapters/unit-of-work.ts";
import type { ClassSession } from "../../domain/catalogue/class.ts";
import { quoteRefund } from "../../domain/refund/quote.ts";
import { decideRequestRefund } from "../../domain/refund/request-refund.ts";
import { isFrozen } from "../../domain/institution/holds.ts";
import type { ClassId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { ClassCancelled } from "../../events/catalogue.ts";
import { refundIdFor } from "../custody/instruction-id.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { inParallel } from "../kit/in-parallel.ts";
import { periodClock } from "../kit/period-clock.ts";
import { orThrow } from "../kit/problem.ts";
import { againWhenStale } from "../kit/again-when-stale.ts";
import { derivedRecord } from "../lesson/each-lesson.ts";
import { enrolmentIdsOfClass } from "../notice/tell-families.ts";
import { findOrder } from "./find-order.ts";
import { refundNotices } from "./notices.ts";
import { refundBasis } from "./refund-basis.ts";
import { orderChanges } from "./step.ts";

const AT_ONCE = 5;

/**
 * A class was given up. Sessions that nobody was recorded in do not take place, and each family that has paid gets a
 * refund on the ground that the institution cannot perform: nobody is asked, and from there on it goes the way of
 * every refund. Each family's is committed with a record of its own, so that a delivery that broke off opens none
 * twice. Orders that are not paid can be paid no more, and lapse by themselves.
 */
export const returnClassMoney = (kit: Kit): ReactionTo<typeof ClassCancelled> => {
  const { table } = kit;
  const cancel = sessionCanceller(kit);
  const giveBack = familyRefund(kit);

  return async ({ data: { classId } }, context) => {
    const sessions = await sessionsOf(table, classId);
    await inParallel(sessions, AT_ONCE, (session) => cancel(classId, session, context));
    const enrolmentIds = await enrolmentIdsOfClass(table, classId);
    await inParallel(enrolmentIds, AT_ONCE, (enrolmentId) =>
      againWhenStale(() => giveBack(classId, enrolmentId, context)),
    );
    await commitCommand(table, context, [], {});
  };
};

const sessionCanceller =
  ({ table }: Pick<Kit, "table">) =>
  async (classId: string, session: ClassSession, { now }: RequestContext): Promise<void> => {
    if (session.cancelledAt !== undefined || session.recordedAt !== undefined) return;
    const cancelled = { ...session, cancelledAt: now };
    // Where its register was opened a moment ago, it was held.
    await isCommitted(table, [sessionChange(classId, cancelled).write]);
  };

function familyRefund(kit: Kit) {
  const { table } = kit;
  const institutions = aggregates(table, institutionKind);
  const basisOf = refundBasis(kit);
  const clock = periodClock(kit, "refund.silence-working-days", "deem-refund");

  return async (classId: ClassId, enrolmentId: string, context: RequestContext): Promise<void> => {
    const found = await findOrder(table, enrolmentId);
    invariant(found, `${enrolmentId} is a seat in ${classId}`);
    const { enrolment } = found.order;
    const { guardianId, status } = enrolment;
    if (guardianId === undefined || (status !== "paid" && status !== "active")) return;
    const [basis, institution, deadline] = await Promise.all([
      basisOf(enrolment, context.now),
      institutions.find(enrolment.institutionId),
      clock(enrolment, context.now),
    ]);
    invariant(institution, `${enrolmentId} has an institution`);
    const { lessons } = found.order;
    const ask = { ground: "cannot-perform" } as const;
    const quote = orThrow(quoteRefund({ ...basis, lessons, ask }, context.now));
    const refundId = refundIdFor(classId, enrolmentId);
    const isInstitutionFrozen = isFrozen(institution.state);
    const command = { refundId, quote, isInstitutionFrozen, deadline };
    const decided = decideRequestRefund(found.order, basis, command, context.now);
    if (!decided.ok && decided.refusal.code === "refund.nothing-to-refund") return;
    const opened = orThrow(decided);
    const own = { ...context, idempotency: derivedRecord(context, enrolmentId) };
    try {
      await commitCommand(
        table,
        own,
        [
          ...newRefundChanges(table, opened.refund, opened.refundEvent, context, quote.terms),
          ...orderChanges(table, context, found, opened),
          ...refundNotices(context, opened),
          ...noticeChanges(context, {
            recipient: { kind: "member", memberId: guardianId },
            template: "class-cancelled",
            facts: { refundId },
            about: { enrolmentId: enrolment.enrolmentId },
          }),
        ],
        { refundId },
      );
    } catch (error) {
      if (!(error instanceof AlreadyAnswered)) throw error;
    }
  };
}
