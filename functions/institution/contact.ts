import * as z from "zod";
import { keys } from "../../adapters/table/keys.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";

/** The class of an institution's personal fields in the vault. */
export const INSTITUTION_RECORD = "institution";

const PersonalItem = z.object({ sealed: z.record(z.string(), z.string()) });
const Contact = z.object({ legalPersonName: z.string(), phone: z.string() });
export type Contact = z.infer<typeof Contact>;

/** The legal representative and the telephone number, in clear. */
export async function readContact(
  { table, vault }: Pick<PersonalKit, "table" | "vault">,
  institutionId: string,
): Promise<Contact> {
  const item = await table.get(keys.personal(INSTITUTION_RECORD, institutionId));
  invariant(item, `${institutionId} has no personal record`);
  const { sealed } = PersonalItem.parse(item);
  return Contact.parse(await vault.open(INSTITUTION_RECORD, institutionId, sealed));
}
