import { dueOfMeasure, MeasureState } from "../../domain/measure/measure.ts";
import { type AggregateKind, aggregates } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";

/** A measure, listed by its institution and by the county where that lies; due while a time runs. */
export const measureKind: AggregateKind<MeasureState> = {
  type: "measure",
  key: keys.measure,
  schema: MeasureState,
  idOf: (state) => state.measureId,
  indexes: (state) => ({
    gsi1pk: keys.measuresOfInstitution(state.institutionId),
    gsi1sk: state.measureId,
    gsi2pk: keys.measuresOfUnit(state.countyUnitId),
    gsi2sk: state.measureId,
    ...dueAttributes(keys.measure(state.measureId), dueOfMeasure(state)),
  }),
  scope: (state) => ({ unitId: state.countyUnitId, institutionId: state.institutionId }),
};

/** More than an institution is ever under at a time, and than one alert brings about. */
const MOST_LATELY = 100;

/** The newest measures of an institution, at most a hundred; one ordered a moment ago may not be listed yet. */
export async function measuresOrderedLately(
  table: Table,
  institutionId: string,
): Promise<readonly MeasureState[]> {
  const { items } = await table.query({
    index: "gsi1",
    pk: keys.measuresOfInstitution(institutionId),
    backwards: true,
    limit: MOST_LATELY,
  });
  const found = await aggregates(table, measureKind).findMany(
    items.map((item) => keys.idOf(item.pk)),
  );
  return found.map(({ state }) => state);
}
