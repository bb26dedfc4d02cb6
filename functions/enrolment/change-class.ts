import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { freeSeatChange, takeSeatChange } from "../../adapters/repositories/class-items.ts";
import { rosterOrderChange } from "../../adapters/repositories/class-pupils.ts";
import { contractTermsChange } from "../../adapters/repositories/enrolment-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import {
  consumedLessonsChange,
  orderGuardChange,
} from "../../adapters/repositories/order-guard-items.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import type { ClassChangeQuote } from "../../domain/enrolment/change-class.ts";
import { guardianOf } from "../../domain/enrolment/enrolment.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { Refused } from "../kit/problem.ts";
import type { changeClass as contract } from "./change-contracts.ts";
import {
  classChanges,
  ownOrder,
  sealedChangeQuotes,
  type WorkedOutChange,
} from "./class-change.ts";

/** The change is worked out again as it would be now; the family has agreed to no other. */
export const changeClass = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const enrolments = aggregates(table, enrolmentKind);
  const workOut = classChanges(kit);
  const seals = sealedChangeQuotes(kit);

  return async ({ path: { enrolmentId }, body }, context) => {
    const found = await ownOrder(kit, context, enrolmentId);
    const quote = await seals.read(context, body.quote);
    if (quote.enrolmentId !== enrolmentId) throw new Refused("enrolment.change-quote-not-yours");
    const change = await workOut(found, quote, context);
    assertAsQuoted(quote, change);
    const { offer, guard, terms, decided } = change;
    const { from, to, leftLessonCount } = decided;
    const hasEnded = from.enrolment.status === "terminated";
    const { toEnrolmentId, lessonCount, amountFen, termsHash } = quote;
    return commitCommand(
      table,
      context,
      [
        ...enrolments.change(found.enrolment, from.enrolment, from.event, context),
        ...decided.lessons.map((lesson) =>
          lessonChange(found.enrolment, found.stored.get(lesson.lessonNumber), lesson),
        ),
        ...(hasEnded ? [freeSeatChange(from.enrolment.classId)] : []),
        takeSeatChange(offer.class),
        ...enrolments.create(to.enrolment, to.event, context),
        contractTermsChange(terms),
        rosterOrderChange(to.enrolment),
        orderGuardChange(guard, decided.guard),
        ...(leftLessonCount === 0 ? [] : [consumedLessonsChange(from.enrolment, leftLessonCount)]),
        ...noticesOf(context, change),
      ],
      {
        ...{ enrolmentId, status: from.enrolment.status, toEnrolmentId },
        ...{ lessonCount, amountFen, contractNo: terms.contractNo, termsHash },
      },
    );
  };
};

/** The terms name the order, its lessons, its price and its rule packs: with the same hash, all are as quoted. */
function assertAsQuoted(
  quote: ClassChangeQuote,
  { weighed: { lessonCount, amountFen }, termsHash }: WorkedOutChange,
): void {
  if (quote.termsHash === termsHash) return;
  throw new Refused("enrolment.change-outdated", {
    ...{ quotedLessonCount: quote.lessonCount, quotedFen: quote.amountFen },
    ...{ quotedHash: quote.termsHash, lessonCount, amountFen, termsHash },
  });
}

/** Both sides are told, in the transaction of the change. */
function noticesOf(
  context: RequestContext,
  { decided: { from, to } }: WorkedOutChange,
): readonly Change[] {
  const { enrolmentId, institutionId } = from.enrolment;
  const { enrolmentId: toEnrolmentId, priceFen: amountFen, lessonCount } = to.enrolment;
  const said = {
    template: "class-changed",
    facts: { toEnrolmentId, amountFen, lessonCount },
    about: { enrolmentId },
  } as const;
  const memberId = guardianOf(from.enrolment);
  return [
    ...noticeChanges(context, { recipient: { kind: "member", memberId }, ...said }),
    ...noticeChanges(context, { recipient: { kind: "institution", institutionId }, ...said }),
  ];
}
