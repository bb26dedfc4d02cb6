import * as z from "zod";
import { ComplaintStatus } from "../../domain/complaint/transitions.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** Where the workflow of a complaint waits: by which token, in which attempt, and in which state. */
const ComplaintToken = z.object({
  token: z.string().min(1),
  attempt: z.int().min(1),
  status: ComplaintStatus,
});
export type ComplaintToken = z.infer<typeof ComplaintToken>;

/** Only the last step waits: its token takes the place of the one before. */
export const tokenChange = (complaintId: string, token: ComplaintToken): Change => ({
  write: {
    kind: "put",
    item: { ...keys.complaintToken(complaintId), type: "complaint-token", ...token },
  },
});

export async function findToken(
  table: Table,
  complaintId: string,
): Promise<ComplaintToken | undefined> {
  const item = await table.get(keys.complaintToken(complaintId));
  return item === undefined ? undefined : ComplaintToken.parse(item);
}
