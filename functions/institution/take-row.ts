import * as z from "zod";
import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Item } from "../../adapters/table/table.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { isCovered } from "../../domain/identity/office.ts";
import type {
  InstitutionDraft,
  InstitutionLine,
} from "../../domain/institution/institution-row.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { registerInstitution, updateInstitution } from "../../domain/institution/take-row.ts";
import type { JobOf } from "../../domain/job/job.ts";
import { InstitutionId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { TakenRow } from "../kit/settle-row.ts";
import { INSTITUTION_RECORD, readContact } from "./contact.ts";

const Guard = z.object({ institutionId: InstitutionId });

type Job = JobOf<"institutions">;

/** Takes over what a row says of an institution: it is new, known, or another authority's. */
export function institutionTaker(kit: PersonalKit) {
  const { table, units, vault } = kit;
  const institutions = aggregates(table, institutionKind);

  async function personalItem(id: InstitutionId, draft: InstitutionDraft): Promise<Item> {
    const sealed = await vault.seal(INSTITUTION_RECORD, id, { ...draft.personal });
    return { ...keys.personal(INSTITUTION_RECORD, id), type: "personal", sealed };
  }

  async function register(
    { line, institution: draft }: InstitutionLine,
    { jobId }: Job,
    context: RequestContext,
  ): Promise<TakenRow> {
    const institutionId = InstitutionId.parse(context.newId("ins"));
    const taken = registerInstitution(institutionId, draft, { jobId, line });
    const guard = { ...keys.uscc(draft.uscc), type: "uscc", institutionId };
    const personal = await personalItem(institutionId, draft);
    return {
      outcome: "created",
      changes: [
        ...institutions.create(taken.institution, taken.event, context),
        { write: { kind: "put", item: guard, condition: { kind: "absent" } } },
        { write: { kind: "put", item: personal } },
      ],
    };
  }

  async function update(
    { line, institution: draft }: InstitutionLine,
    known: Stored<InstitutionState>,
    { jobId }: Job,
    context: RequestContext,
  ): Promise<TakenRow> {
    const { institutionId } = known.state;
    const contact = await readContact(kit, institutionId);
    const { legalPersonName, phone } = draft.personal;
    const isOtherPerson = contact.legalPersonName !== legalPersonName;
    const isOtherPhone = contact.phone !== phone;
    const differing = { isOtherPerson, isOtherPhone };
    const taken = updateInstitution(known.state, draft, differing, { jobId, line });
    if (taken === undefined) return { outcome: "unchanged", changes: [] };
    const isOther = isOtherPerson || isOtherPhone;
    const personal: Change[] = isOther
      ? [{ write: { kind: "put", item: await personalItem(institutionId, draft) } }]
      : [];
    return {
      outcome: "updated",
      changes: [
        ...institutions.change(known, taken.institution, taken.event, context),
        ...personal,
      ],
    };
  }

  return async (row: InstitutionLine, job: Job, context: RequestContext): Promise<TakenRow> => {
    const found = await table.get(keys.uscc(row.institution.uscc));
    if (found === undefined) return register(row, job, context);
    const known = await institutions.find(Guard.parse(found).institutionId);
    invariant(known, `the code ${row.institution.uscc} belongs to no institution`);
    const { countyUnitId, category } = known.state;
    const path = await units.pathOf(countyUnitId);
    return isCovered(job.subject.offices, path, category)
      ? update(row, known, job, context)
      : { outcome: "refused", changes: [] };
  };
}
