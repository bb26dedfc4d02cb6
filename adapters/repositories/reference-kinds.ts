import { CalendarYear } from "../../domain/reference/calendar-year.ts";
import { NATION_ID } from "../../domain/reference/division.ts";
import { RuleBook } from "../../domain/reference/rule-book.ts";
import type { AggregateKind } from "../aggregates.ts";
import { keys } from "../table/keys.ts";

/** All days of a year in one head: a correction changes them in one go. */
export const calendarYearKind: AggregateKind<CalendarYear> = {
  type: "calendar-year",
  key: keys.calendarYear,
  schema: CalendarYear,
  idOf: (state) => String(state.year),
  scope: () => ({ unitId: NATION_ID }),
};

/** Which packs a unit has adopted; the packs themselves lie beside it, one item each. */
export const ruleBookKind: AggregateKind<RuleBook> = {
  type: "rule-book",
  key: keys.ruleBook,
  schema: RuleBook,
  idOf: (state) => state.unitId,
  scope: (state) => ({ unitId: state.unitId }),
};
