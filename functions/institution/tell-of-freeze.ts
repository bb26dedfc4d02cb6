import { familyNoticeChanges, noticeChanges } from "../../adapters/notices/record-notice.ts";
import { ordersOfInstitution } from "../../adapters/repositories/orders-of-institution.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { FreezeConfirmed, type FreezeLifted } from "../../events/institution.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { tellFamilies } from "../notice/tell-families.ts";

/**
 * Families learn of a freeze once two officers stand behind it, and that it was lifted if they knew of it. The
 * institution itself was told when it was frozen.
 */
export const tellOfFreeze =
  ({ table }: Kit): ReactionTo<typeof FreezeConfirmed | typeof FreezeLifted> =>
  async ({ name, data: { proposalId, institutionId, cause } }, context) => {
    const isFrozen = name === FreezeConfirmed.name;
    const familiesKnew = isFrozen || cause === "officers";
    if (familiesKnew)
      for await (const enrolmentIds of ordersOfInstitution(table, institutionId))
        await tellFamilies(table, context, enrolmentIds, ({ state }) =>
          familyNoticeChanges(context, state, {
            template: isFrozen ? "order-frozen" : "order-freeze-lifted",
            facts: {},
            about: { enrolmentId: state.enrolmentId },
          }),
        );
    const toInstitution = isFrozen
      ? []
      : noticeChanges(context, {
          recipient: { kind: "institution", institutionId },
          template: "freeze-lifted",
          facts: { proposalId },
          about: {},
        });
    await commitCommand(table, context, toInstitution, {});
  };
