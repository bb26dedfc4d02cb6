import { aggregates } from "../../adapters/aggregates.ts";
import { calendarYearKind } from "../../adapters/repositories/reference-kinds.ts";
import { awaitingNotice } from "../../domain/reference/calendar.ts";
import { dayInYear } from "../../domain/reference/calendar-year.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getCalendarDay as contract } from "./contracts.ts";

export const getCalendarDay = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const years = aggregates(table, calendarYearKind);

  return async ({ path: { date } }) => {
    const found = await years.find(date.slice(0, 4));
    if (found === undefined) return { date, covered: false, awaiting: awaitingNotice(date) };
    const { kind, isWorkingDay, name } = dayInYear(found.state, date);
    return { date, covered: true, kind, isWorkingDay, name };
  };
};
