import { keys } from "../../adapters/table/keys.ts";
import { awaitingNotice, CalendarDay } from "../../domain/reference/calendar.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getCalendarDay as contract } from "./contracts.ts";

export const getCalendarDay =
  ({ table }: Kit): UseCaseOf<typeof contract> =>
  async ({ path: { date } }) => {
    const item = await table.get(keys.calendarDay(date));
    if (item === undefined) return { date, covered: false, awaiting: awaitingNotice(date) };
    const { kind, isWorkingDay, name } = CalendarDay.parse(item);
    return { date, covered: true, kind, isWorkingDay, name };
  };
