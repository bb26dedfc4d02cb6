import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { notFound, requireMatter } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { readContact } from "./contact.ts";
import { INSTITUTION_VIEWERS, type getInstitution as contract } from "./contracts.ts";
import { institutionDetail } from "./views.ts";

export const getInstitution = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(kit.table, institutionKind);

  return async ({ path: { institutionId } }, context) => {
    const found = await institutions.find(institutionId);
    if (found === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, kit.units, found.state, INSTITUTION_VIEWERS);
    const contact = await readContact(kit, institutionId);
    return institutionDetail(found.state, contact, shanghaiDate(context.now));
  };
};
