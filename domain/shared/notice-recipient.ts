import * as z from "zod";
import { InstitutionId, MemberId } from "./ids.ts";

/** Whose inbox a notice lies in: a person's, or an organisation's. */
export const NoticeRecipient = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("member"), memberId: MemberId }),
  z.object({ kind: z.literal("institution"), institutionId: InstitutionId }),
]);
export type NoticeRecipient = z.infer<typeof NoticeRecipient>;

/** The id by which a recipient's inbox is found. */
export const recipientIdOf = (recipient: NoticeRecipient): string =>
  recipient.kind === "member" ? recipient.memberId : recipient.institutionId;
