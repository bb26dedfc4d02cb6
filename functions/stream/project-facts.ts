import { foldJournals, tellingJournals } from "../../adapters/facts-projection.ts";
import { generationsOf } from "../../adapters/repositories/facts-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { byInstitution, type Projection } from "./projector.ts";

/** Keeps the daily facts of institutions in step with their journals; while a rebuild runs, those that it fills too. */
export const projectFacts = (table: Table): Projection =>
  byInstitution(async (institutionId, entries) => {
    const journals = tellingJournals(entries);
    if (journals.length === 0) return [];
    const { current, building } = await generationsOf(table, institutionId);
    const live = { institutionId, generation: current, announces: true };
    const heldUp = await foldJournals(table, live, journals);
    if (building === undefined) return heldUp;
    const rebuilt = { institutionId, generation: building, announces: false };
    return [...heldUp, ...(await foldJournals(table, rebuilt, journals))];
  });
