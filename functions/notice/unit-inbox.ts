import { isCompetent } from "../../domain/identity/competence.ts";
import type { NoticeRecipient } from "../../domain/shared/notice-recipient.ts";
import { officerRolesOf } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";

/** Whether the caller reads what lies in an authority's inbox: in their own unit, of their department's trade. */
export const readsInbox = (context: RequestContext, recipient: NoticeRecipient): boolean =>
  recipient.kind === "unit" &&
  officerRolesOf(context, ["risk"]).some(
    ({ unitId, department }) =>
      unitId === recipient.unitId &&
      (recipient.category === undefined || isCompetent(department, recipient.category)),
  );
