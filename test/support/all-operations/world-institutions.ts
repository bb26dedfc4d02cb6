import { keys } from "../../../adapters/table/keys.ts";
import { InstitutionState } from "../../../domain/institution/institution.ts";
import { aBoundInstitution, anInstitution, seedInstitution } from "../institution.ts";
import type { WorldKit } from "./world-kit.ts";

/** The institutions of the world by their letters; B and C have no custody account. */
export const numbered = (letter: string): string => `ins_01KJNP0000000000000000000${letter}`;

export const FROZEN = numbered("D");
export const FROZEN_CUSTODY_ACCOUNT = "88000004";
export const WATCHED = numbered("E");
export const WATCHED_CUSTODY_ACCOUNT = "88000005";

/** Puts them into the world as an import does, each with whom to call there. */
export async function seedInstitutions(kit: WorldKit): Promise<void> {
  const named = (institutionId: string) => ({
    institutionId: InstitutionState.shape.institutionId.parse(institutionId),
  });
  const { account } = aBoundInstitution();
  if (account === undefined) throw new Error("a bound institution has an account");
  const withAccount = (institutionId: string, custodyAccountNo: string) =>
    aBoundInstitution({ ...named(institutionId), account: { ...account, custodyAccountNo } });
  await seedInstitution(kit, aBoundInstitution());
  await seedInstitution(kit, anInstitution(named(numbered("B"))));
  await seedInstitution(kit, anInstitution(named(numbered("C"))));
  await seedInstitution(kit, withAccount(FROZEN, FROZEN_CUSTODY_ACCOUNT));
  await seedInstitution(kit, withAccount(WATCHED, WATCHED_CUSTODY_ACCOUNT));
  for (const institutionId of ["A", "B", "C", "D", "E"].map(numbered)) {
    const contact = { legalPersonName: "钟离若溪", phone: "13800000000" };
    const sealed = await kit.vault.seal("institution", institutionId, contact);
    const item = { ...keys.personal("institution", institutionId), type: "personal", sealed };
    await kit.table.commit([{ kind: "put", item }]);
  }
}
