import { DEPARTMENTS } from "../../../domain/identity/competence.ts";
import { InstitutionDuty, type MemberRole, OfficerDuty } from "../../../domain/identity/member.ts";
import { signerFromJwk } from "../../../adapters/signing/keys.ts";
import { seedBankKey } from "../bank-door.ts";
import { seedMember } from "../door.ts";
import { testKey } from "../signing.ts";
import type { Visitor } from "./operations.ts";
import { COUNTY, OTHER_INSTITUTION, type World } from "./world.ts";

/** Somebody who tries every door of the world, and what is true of them. */
export interface Someone {
  readonly name: string;
  readonly visitor: Visitor;
  readonly hasToken: boolean;
  /** Undefined: no member at all. */
  readonly roles?: readonly MemberRole[];
  /** The guardian whose child and orders lie in the world. */
  readonly isFamilyOfTheWorld?: boolean;
  /** Whether what they send is signed, and by whom. */
  readonly signature?: "bank-of-the-world" | "other-bank" | "worthless";
}

/** Where officers serve, seen from the county of the world. */
const PLACES: Readonly<Record<string, string>> = {
  "own county": COUNTY,
  "sibling county": "unt_411103",
  "parent city": "unt_411100",
  province: "unt_410000",
  nation: "unt_100000",
  "other province": "unt_440000",
  "county of another province": "unt_441900",
};

const staffRoles = (institutionId: string): readonly MemberRole[] => [
  ...InstitutionDuty.options.map((duty) => ({
    role: "institution" as const,
    institutionId,
    duties: [duty],
  })),
  { role: "institution", institutionId, duties: [] },
];

const officerRoles = (): readonly (readonly [string, MemberRole])[] =>
  Object.entries(PLACES).flatMap(([place, unitId]) =>
    DEPARTMENTS.flatMap((department) =>
      [...OfficerDuty.options.map((duty) => [duty]), []].map(
        (duties): readonly [string, MemberRole] => [
          `officer of ${department}, ${place}, ${duties[0] ?? "no duty"}`,
          { role: "officer", unitId, department, duties },
        ],
      ),
    ),
  );

const allDuties = [...OfficerDuty.options];

/** Members by what they are; some are several things, in the wrong places. */
function memberRoles(institutionId: string): readonly (readonly [string, readonly MemberRole[]])[] {
  const guardian: MemberRole = { role: "guardian" };
  const staff = (at: string, name: string) =>
    staffRoles(at).map((role): readonly [string, readonly MemberRole[]] => [
      `${"duties" in role ? (role.duties[0] ?? "staff without duty") : ""} of ${name}`,
      [role],
    ]);
  const officer = (unitId: string, duties: readonly OfficerDuty[]): MemberRole => ({
    role: "officer",
    unitId,
    department: "education",
    duties,
  });
  const work = (at: string, duties: readonly InstitutionDuty[]): MemberRole => ({
    role: "institution",
    institutionId: at,
    duties,
  });
  const everything = [...InstitutionDuty.options];
  return [
    ["guardian of another family", [guardian]],
    ["member without roles", []],
    ...staff(institutionId, "the institution"),
    ...staff(OTHER_INSTITUTION, "another institution"),
    ...officerRoles().map(([name, role]): readonly [string, readonly MemberRole[]] => [
      name,
      [role],
    ]),
    [
      "without duty here, with all in another institution",
      [work(institutionId, []), work(OTHER_INSTITUTION, everything)],
    ],
    [
      "without duty in the county, with all in another province",
      [officer(COUNTY, []), officer("unt_440000", allDuties)],
    ],
    [
      "guardian, owner elsewhere and officer elsewhere",
      [guardian, work(OTHER_INSTITUTION, everything), officer("unt_411103", allDuties)],
    ],
  ];
}

/** Everybody who tries the doors, entered into the world's table. */
export async function everybody({ kit, guardian, things, signer }: World): Promise<Someone[]> {
  const other = await seedBankKey(kit, "other-bank");
  const unknown = signerFromJwk(testKey("sandbox-bank/2026-1").jwk);
  const people: Someone[] = [
    { name: "nobody", visitor: {}, hasToken: false },
    {
      name: "an account that is no member",
      visitor: { as: { subject: "newcomer", memberId: "none" } },
      hasToken: true,
    },
    {
      name: "the family's guardian",
      visitor: { as: guardian },
      hasToken: true,
      roles: [{ role: "guardian" }],
      isFamilyOfTheWorld: true,
    },
    { name: "the bank", visitor: { signer }, hasToken: false, signature: "bank-of-the-world" },
    { name: "another bank", visitor: { signer: other }, hasToken: false, signature: "other-bank" },
    {
      name: "a bank with a key that is not registered",
      visitor: { signer: unknown },
      hasToken: false,
      signature: "worthless",
    },
    {
      name: "a bank whose message was altered on its way",
      visitor: { signer, tamper: (body) => `${body} ` },
      hasToken: false,
      signature: "worthless",
    },
  ];
  for (const [name, roles] of memberRoles(things.institutionId)) {
    const as = await seedMember(kit.table, name, ...roles);
    people.push({ name, visitor: { as }, hasToken: true, roles });
  }
  return people;
}
