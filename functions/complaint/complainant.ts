import * as z from "zod";
import { openRecords, sealedRecordChange } from "../../adapters/personal/sealed-record.ts";
import type { RecordClass } from "../../adapters/personal/record-classes.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { ComplaintState } from "../../domain/complaint/complaint.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { maskName, maskPhone } from "../../domain/shared/mask.ts";
import { readMobileNumber } from "../../domain/shared/phone.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { Refused } from "../kit/problem.ts";
import type { ComplainantContact, GroupMembers, ShownContact } from "./schemas.ts";

/** Who complains, as it lies sealed. */
interface Complainants {
  readonly contact: ComplainantContact;
  readonly members: GroupMembers;
}

type Named = Pick<ComplaintState, "complaintId" | "isAnonymousToInstitution">;

/** An anonymous complaint's names lie in a class of records that no function of institutions can open. */
const classOf = ({ isAnonymousToInstitution }: Named): RecordClass =>
  isAnonymousToInstitution ? "complaint-sealed" : "complaint-party";

const idOf = ({ complaintId }: Named): string => `${complaintId}.complainant`;

const Members = z.array(
  z.object({ name: z.string(), phone: z.string(), isRepresentative: z.boolean() }),
);
const Record = z.object({
  name: z.string(),
  phone: z.string(),
  address: z.string(),
  members: z.string(),
});

/**
 * Reads all telephone numbers, and counts each family once: by its number, the one who files included.
 * @throws Refused for what is no mobile number, and for one that is named twice
 */
export function readComplainants({ contact, members }: Complainants): Complainants {
  const numbers = [contact, ...members].map(({ phone }, index) => {
    const number = readMobileNumber(phone);
    if (number === undefined) throw new Refused("complaint.phone-invalid", { place: index + 1 });
    return number;
  });
  const again = numbers.findIndex((number, index) => numbers.indexOf(number) < index);
  if (again >= 0) throw new Refused("complaint.counted-twice", { place: again });
  return {
    contact: { ...contact, phone: numbers[0] ?? "" },
    members: members.map((one, index) => ({ ...one, phone: numbers[index + 1] ?? "" })),
  };
}

export const complainantsChange = (
  { vault }: Pick<PersonalKit, "vault">,
  complaint: Named,
  { contact, members }: Complainants,
): Promise<Change> =>
  sealedRecordChange(vault, classOf(complaint), idOf(complaint), {
    ...contact,
    members: JSON.stringify(members),
  });

/** @param isClear whether names and numbers are shown whole; the look has been logged before */
export async function shownContact(
  kit: Pick<PersonalKit, "table" | "vault">,
  complaint: Named,
  isClear: boolean,
): Promise<ShownContact> {
  const opened = await openRecords(kit, classOf(complaint), [idOf(complaint)]);
  const fields = opened.get(idOf(complaint));
  invariant(fields, `${complaint.complaintId} has someone who complains`);
  const { members, address, ...person } = Record.parse(fields);
  const show = <P extends { readonly name: string; readonly phone: string }>(one: P): P =>
    isClear ? one : { ...one, name: maskName(one.name), phone: maskPhone(one.phone) };
  return {
    isClear,
    ...show(person),
    ...(isClear ? { address } : {}),
    members: Members.parse(JSON.parse(members)).map(show),
  };
}
