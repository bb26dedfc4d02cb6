import type * as z from "zod";
import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { sealedRecordChange } from "../../adapters/personal/sealed-record.ts";
import { complaintKind } from "../../adapters/repositories/complaint-items.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import type { ComplaintDecision, ComplaintState } from "../../domain/complaint/complaint.ts";
import { turnOf } from "../../domain/complaint/transitions.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { complaintNotices } from "./notices.ts";
import type { Standing } from "./schemas.ts";

/** Where a complaint stands, and until when: what every command answers. */
export function standingOf({
  complaintId,
  status,
  deadline,
}: ComplaintState): z.input<typeof Standing> {
  const turn = turnOf[status];
  return {
    complaintId,
    status,
    ...(turn === undefined ? {} : { turn }),
    ...(deadline === undefined
      ? {}
      : {
          deadline: {
            dueOn: deadline.lastDay,
            article: deadline.basis,
            isProvisional: deadline.provisional,
          },
        }),
  };
}

/** Takes a complaint one step on: head, entry and notices in one commit, with whatever belongs to them. */
export function commitStep(
  { table }: Pick<Kit, "table">,
  context: RequestContext,
  found: Stored<ComplaintState>,
  decided: ComplaintDecision,
  further: readonly Change[] = [],
): Promise<z.input<typeof Standing>> {
  const { complaint, event } = decided;
  return commitCommand(
    table,
    context,
    [
      ...aggregates(table, complaintKind).change(found, complaint, event, context),
      ...complaintNotices(context, decided),
      ...further,
    ],
    standingOf(complaint),
  );
}

/** The same with what the side wrote, which lies sealed beside the journal's entry. */
export async function commitWrittenStep(
  kit: Pick<PersonalKit, "table" | "vault">,
  context: RequestContext,
  found: Stored<ComplaintState>,
  decided: ComplaintDecision,
  text: string | undefined,
): Promise<z.input<typeof Standing>> {
  const { complaintId } = found.state;
  const written =
    text === undefined ? [] : [await textChange(kit, complaintId, found.version + 1, text)];
  return commitStep(kit, context, found, decided, written);
}

/** What is written about a complaint is found by the entry of the journal that it belongs to. */
export const textIdOf = (complaintId: string, sequence: number): string =>
  `${complaintId}.${sequence}`;

export const textChange = (
  { vault }: Pick<PersonalKit, "vault">,
  complaintId: string,
  sequence: number,
  text: string,
): Promise<Change> =>
  sealedRecordChange(vault, "complaint", textIdOf(complaintId, sequence), { text });
