import * as z from "zod";
import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { closedRow, type RowOutcome, rowWrite } from "../../adapters/repositories/job-lines.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Item } from "../../adapters/table/table.ts";
import { type Change, commitCommand, StaleVersion } from "../../adapters/unit-of-work.ts";
import { isCovered } from "../../domain/identity/office.ts";
import type { InstitutionDraft } from "../../domain/institution/institution-row.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { registerInstitution, updateInstitution } from "../../domain/institution/take-row.ts";
import type { JobState } from "../../domain/job/job.ts";
import { InstitutionId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { INSTITUTION_RECORD, readContact } from "./contact.ts";

const Guard = z.object({ institutionId: InstitutionId });
const ATTEMPTS = 4;

export interface Row {
  readonly line: number;
  readonly institution: InstitutionDraft;
}

/**
 * Takes one row over, in one transaction with the note that it is closed: whoever reads the list again finds
 * what became of it and does nothing.
 */
export function rowTaker(kit: PersonalKit, job: JobState, context: RequestContext) {
  const { table, units, vault } = kit;
  const institutions = aggregates(table, institutionKind);
  const close = async (row: Row, outcome: RowOutcome, changes: readonly Change[] = []) => {
    const closing = { write: rowWrite(job.jobId, row.line, outcome) };
    await commitCommand(table, context, [...changes, closing], {});
    return outcome;
  };

  async function personalItem(id: InstitutionId, draft: InstitutionDraft): Promise<Item> {
    const sealed = await vault.seal(INSTITUTION_RECORD, id, { ...draft.personal });
    return { ...keys.personal(INSTITUTION_RECORD, id), type: "personal", sealed };
  }

  async function register(row: Row): Promise<RowOutcome> {
    const { line, institution: draft } = row;
    const institutionId = InstitutionId.parse(context.newId("ins"));
    const taken = registerInstitution(institutionId, draft, { jobId: job.jobId, line });
    const guard = { ...keys.uscc(draft.uscc), type: "uscc", institutionId };
    const personal = await personalItem(institutionId, draft);
    return close(row, "created", [
      ...institutions.create(taken.institution, taken.event, context),
      { write: { kind: "put", item: guard, condition: { kind: "absent" } } },
      { write: { kind: "put", item: personal } },
    ]);
  }

  async function update(row: Row, known: Stored<InstitutionState>): Promise<RowOutcome> {
    const { line, institution: draft } = row;
    const { institutionId } = known.state;
    const contact = await readContact(kit, institutionId);
    const { legalPersonName, phone } = draft.personal;
    const isOther = contact.legalPersonName !== legalPersonName || contact.phone !== phone;
    const taken = updateInstitution(known.state, draft, isOther, { jobId: job.jobId, line });
    if (taken === undefined) return close(row, "unchanged");
    const personal: Change[] = isOther
      ? [{ write: { kind: "put", item: await personalItem(institutionId, draft) } }]
      : [];
    return close(row, "updated", [
      ...institutions.change(known, taken.institution, taken.event, context),
      ...personal,
    ]);
  }

  async function take(row: Row): Promise<RowOutcome> {
    const found = await table.get(keys.uscc(row.institution.uscc));
    if (found === undefined) return register(row);
    const known = await institutions.find(Guard.parse(found).institutionId);
    invariant(known, `the code ${row.institution.uscc} belongs to no institution`);
    const { countyUnitId, category } = known.state;
    const path = await units.pathOf(countyUnitId);
    return isCovered(job.subject.offices, path, category)
      ? update(row, known)
      : close(row, "refused");
  }

  return async (row: Row): Promise<RowOutcome> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await take(row);
      } catch (error) {
        if (!(error instanceof StaleVersion)) throw error;
        // Another delivery of the same list closed the row, or another list changed the institution.
        const outcome = await closedRow(table, job.jobId, row.line);
        if (outcome !== undefined) return outcome;
        if (attempt >= ATTEMPTS) throw error;
      }
    }
  };
}
