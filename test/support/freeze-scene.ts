import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { type Answer, type Caller, seedMember } from "./door.ts";
import { type EarnedSetting, earnedSetting } from "./earned-setting.ts";
import { freezeCalls, freezeLine } from "./freezes.ts";
import { fundsOfficer } from "./institution.ts";

const COUNTY = "unt_411102";

/** An institution that has earned fees, two officers who may freeze it, and what holds its money then. */
export interface FreezeScene extends EarnedSetting {
  readonly author: Caller;
  readonly other: Caller;
  readonly freezes: ReturnType<typeof freezeCalls>;
  readonly held: ReturnType<typeof freezeLine>;
  institution(): Promise<InstitutionState>;
  /** Two officers freeze it. @returns the matter */
  frozen(): Promise<string>;
  /** Two officers lift the freeze. @returns the matter */
  lifted(): Promise<string>;
  /** Everything that can release money gets its chance. */
  everythingRuns(): Promise<void>;
}

/** @param setting how many lessons are earned by how many families, and under which rules */
export async function freezeScene(
  ...setting: Parameters<typeof earnedSetting>
): Promise<FreezeScene> {
  const world = await earnedSetting(...setting);
  const { kit, institutionId } = world;
  const author = await seedMember(kit.table, "author", fundsOfficer(COUNTY));
  const other = await seedMember(kit.table, "other", fundsOfficer(COUNTY));
  const freezes = freezeCalls(kit, institutionId);

  async function agreed(proposed: Answer): Promise<string> {
    const { proposalId } = proposed.body;
    const { status, body } = await freezes.decide(other, proposalId);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return proposalId;
  }

  return {
    ...world,
    ...{ author, other, freezes },
    held: freezeLine(kit, world.bank),
    async institution() {
      const found = await aggregates(kit.table, institutionKind).find(institutionId);
      if (found === undefined) throw new Error(`there is no ${institutionId}`);
      return found.state;
    },
    frozen: async () => agreed(await freezes.freeze(author)),
    lifted: async () => agreed(await freezes.lift(author)),
    async everythingRuns() {
      await world.line.instruct();
      await world.line.send();
    },
  };
}
