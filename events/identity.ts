import * as z from "zod";
import { InstitutionId, MemberId, UnitId } from "../domain/shared/ids.ts";
import { defineEvent } from "./define.ts";

/** An account has registered itself as the guardian of children still to be named. */
export const GuardianRegistered = defineEvent(
  "guardian-registered",
  1,
  z.object({ memberId: MemberId }),
);

/** An officer has given an account duties in an institution. */
export const MemberAppointed = defineEvent(
  "member-appointed",
  1,
  z.object({ memberId: MemberId, institutionId: InstitutionId, duties: z.array(z.string()) }),
);

/** An account holds a post in an authority. */
export const OfficerAppointed = defineEvent(
  "officer-appointed",
  1,
  z.object({
    memberId: MemberId,
    unitId: UnitId,
    department: z.string(),
    duties: z.array(z.string()),
  }),
);
