import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { guardianOf } from "../../domain/enrolment/enrolment.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { PaymentReceived } from "../../events/enrolment.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";

/** Both sides of an order learn that its money is in custody. */
export const tellOfPayment = ({ table }: Kit): ReactionTo<typeof PaymentReceived> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ data: { enrolmentId, institutionId, amountFen, paidAt } }, context) => {
    const enrolment = await enrolments.find(enrolmentId);
    invariant(enrolment, `${enrolmentId} was paid`);
    const memberId = guardianOf(enrolment.state);
    const said = {
      template: "payment-received",
      facts: { amountFen, paidAt },
      about: { enrolmentId },
    } as const;
    const changes = [
      ...noticeChanges(context, { recipient: { kind: "member", memberId }, ...said }),
      ...noticeChanges(context, { recipient: { kind: "institution", institutionId }, ...said }),
    ];
    await commitCommand(table, context, changes, { enrolmentId });
  };
};
