import * as z from "zod";
import { InstitutionId, MemberId, UnitId } from "./ids.ts";
import { TrainingCategory } from "./training.ts";

/** Whose inbox a notice lies in: a person's, an organisation's, or an authority's. */
export const NoticeRecipient = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("member"), memberId: MemberId }),
  z.object({ kind: z.literal("institution"), institutionId: InstitutionId }),
  /** Of an authority those departments read it that are competent for the trade, or all where none is named. */
  z.object({ kind: z.literal("unit"), unitId: UnitId, category: TrainingCategory.optional() }),
]);
export type NoticeRecipient = z.infer<typeof NoticeRecipient>;

/** The id by which a recipient's inbox is found. */
export function recipientIdOf(recipient: NoticeRecipient): string {
  switch (recipient.kind) {
    case "member":
      return recipient.memberId;
    case "institution":
      return recipient.institutionId;
    case "unit":
      return recipient.unitId;
  }
}
