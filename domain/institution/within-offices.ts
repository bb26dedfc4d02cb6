import { isCovered, officesAround, type Office } from "../identity/office.ts";
import type { OrgUnit } from "../reference/division.ts";
import { categoryNames } from "../reference/vocabulary.ts";
import type { UnitId } from "../shared/ids.ts";
import { findingNotes, type Finding } from "../shared/list-row.ts";
import { institutionFindings } from "./institution-findings.ts";
import type { InstitutionDraft, InstitutionList } from "./institution-row.ts";
import type { Uscc } from "./uscc.ts";

/**
 * Keeps of a list what the officer who handed it in may report: the counties in the area of their offices,
 * and there the categories of their department. Every other row is refused by its line.
 */
export function keepWithinOffices(
  list: InstitutionList,
  offices: readonly Office[],
  unitOf: (unitId: UnitId) => OrgUnit | undefined,
): InstitutionList {
  const findings: Finding[] = [...list.findings];
  const accepted = list.accepted.filter(({ line, institution }) => {
    const outside = outsideFindings(line, institution, offices, unitOf(institution.countyUnitId));
    findings.push(...outside);
    return outside.length === 0;
  });
  return { rowCount: list.rowCount, accepted, findings };
}

function outsideFindings(
  line: number,
  draft: InstitutionDraft,
  offices: readonly Office[],
  county: OrgUnit | undefined,
): readonly Finding[] {
  const notes = findingNotes(line, institutionFindings);
  const value = county?.code ?? draft.countyUnitId;
  if (officesAround(offices, county?.path).length === 0)
    notes.note("行政区划代码", "unit-outside", { value, name: county?.name ?? "" });
  else if (!isCovered(offices, county?.path, draft.category))
    notes.note("类别", "category-outside", { value: categoryNames[draft.category].zh });
  return notes.findings;
}

/** The institution of this row is another authority's: where it is registered decides, not what the row says. */
export function registeredElsewhere(line: number, uscc: Uscc): readonly Finding[] {
  const notes = findingNotes(line, institutionFindings);
  notes.note("统一社会信用代码", "registered-elsewhere", { value: uscc });
  return notes.findings;
}
