import * as authority from "../../functions/complaint/authority-contracts.ts";
import * as family from "../../functions/complaint/contracts.ts";
import * as evidence from "../../functions/complaint/evidence-contracts.ts";
import * as views from "../../functions/complaint/view-contracts.ts";
import type { UseCaseContract } from "../../functions/kit/contract.ts";
import type { PersonalKit } from "../../functions/kit/personal-deps.ts";
import { type Ask, askerOf } from "./asker.ts";
import { seedCalendar } from "./deadlines.ts";
import { type Caller, seedMember, type TestKit } from "./door.ts";
import { withTestVault } from "./enrolment.ts";
import { taughtClass, type TaughtClass } from "./taught-class.ts";
import { memoryUploads, type MemoryUploads } from "./uploads.ts";

const contracts = [
  ...family.useCases,
  ...evidence.useCases,
  ...authority.useCases,
  ...views.useCases,
] as readonly UseCaseContract[];

export type ComplaintKit = TestKit & PersonalKit & MemoryUploads;

/** A county where a family has complained of its institution: everyone around, and their doors. */
export interface ComplaintCity extends Omit<TaughtClass, "kit"> {
  readonly kit: ComplaintKit;
  readonly family: Caller;
  readonly stranger: Caller;
  readonly service: Caller;
  readonly county: Caller;
  readonly city: Caller;
  readonly province: Caller;
  readonly auditor: Caller;
  readonly ask: Ask;
}

export const STATEMENT = "老师李芳缺课三次，校长王强拒绝退费。";
export const COMPLAINANT = {
  name: "钟离若溪",
  phone: "138 0000 0001",
  address: "源汇区人民路1号院2单元",
};

export async function complaintCity(): Promise<ComplaintCity> {
  const world = await taughtClass();
  const kit = { ...withTestVault(world.kit), ...memoryUploads() };
  await seedCalendar(kit);
  const { table } = kit;
  const officer = (name: string, unitId: string, duty: "complaints" | "audit") =>
    seedMember(table, name, { role: "officer", unitId, department: "education", duties: [duty] });
  const works = { role: "institution", institutionId: world.institutionId } as const;
  const [first, second] = world.families;
  if (first === undefined || second === undefined) throw new Error("the class has two families");
  return {
    ...world,
    kit,
    family: first.guardian,
    stranger: second.guardian,
    service: await seedMember(table, "service", { ...works, duties: ["service"] }),
    county: await officer("county", "unt_411102", "complaints"),
    city: await officer("city", "unt_411100", "complaints"),
    province: await officer("province", "unt_410000", "complaints"),
    auditor: await officer("auditor", "unt_411100", "audit"),
    ask: await askerOf(contracts, kit),
  };
}

/** What a family sends when it complains. */
export const aStatement = (
  { institutionId }: Pick<ComplaintCity, "institutionId">,
  changes: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  institutionId,
  kind: "refund",
  happenedOn: "2026-03-03",
  statement: STATEMENT,
  complainant: COMPLAINANT,
  isAnonymousToInstitution: false,
  isAcceptedElsewhere: false,
  ...changes,
});

/** Files a complaint, and answers with its id. */
export async function filed(
  city: ComplaintCity,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { status, body } = await city.ask("fileComplaint", city.family, {
    body: aStatement(city, changes),
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.complaintId;
}
