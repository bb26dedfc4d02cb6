import { seedBankKey } from "../bank-door.ts";
import { seedMember } from "../door.ts";
import { fundsOfficer } from "../institution.ts";
import { COUNTY, TEACHER, type World } from "./world.ts";
import type { WorldKit } from "./world-kit.ts";

/** Those by whom and for whom the world is built. */
export async function peopleOf(
  kit: WorldKit,
  institutionId: string,
): Promise<Omit<World, "kit" | "things">> {
  const { table } = kit;
  const works = { role: "institution", institutionId, duties: ["owner"] } as const;
  await seedMember(table, TEACHER, { ...works, duties: ["teacher"] });
  const serves = { ...fundsOfficer(COUNTY), duties: ["funds", "institutions", "risk"] } as const;
  return {
    owner: await seedMember(table, "world-owner", works),
    guardian: await seedMember(table, "world-guardian", { role: "guardian" }),
    author: await seedMember(table, "world-author", serves),
    signer: await seedBankKey(kit),
  };
}
