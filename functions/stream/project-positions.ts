import { foldPositions } from "../../adapters/position-projection.ts";
import type { Table } from "../../adapters/table/table.ts";
import { byInstitution, type Projection } from "./projector.ts";

/** Keeps each institution's custody position in step with the journals of its enrolments. */
export const projectPositions = (table: Table): Projection =>
  byInstitution((institutionId, entries) => {
    const ofEnrolments = entries.filter(({ aggregateType }) => aggregateType === "enrolment");
    return foldPositions(table, institutionId, ofEnrolments);
  });
