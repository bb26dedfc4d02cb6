import { aggregates } from "../../adapters/aggregates.ts";
import { readShares, readTotals } from "../../adapters/position-projection.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonsOf } from "../../adapters/repositories/lesson-items.ts";
import { forecastOf } from "../../domain/lesson/release-forecast.ts";
import { sumFen } from "../../domain/shared/money.ts";
import { requireInstitution } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { BOOKKEEPERS, type getReleaseForecast as contract } from "./finance-contracts.ts";

/** Goes through the institution's orders, and looks into those that await their families. */
export const getReleaseForecast = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);
  const pages = cursors(mac);

  return async ({ path, query }, context) => {
    const { institutionId } = path;
    const thing = { kind: "institution", id: institutionId } as const;
    requireInstitution(context, institutionId, thing, BOOKKEEPERS);
    const after = await pages.read(context, path, query.cursor);
    const [totals, page] = await Promise.all([
      readTotals(table, institutionId),
      readShares(table, institutionId, { limit: query.limit, ...(after && { after }) }),
    ]);
    const heads = await enrolments.findMany(page.shares.map((share) => share.enrolmentId));
    const waiting = heads.filter(({ state }) => state.balances.pending > 0);
    const lessons = await Promise.all(
      waiting.map(({ state }) => lessonsOf(table, state.enrolmentId)),
    );
    const days = forecastOf(lessons.flat());
    return {
      institutionId,
      days: days.map((day) => ({ ...day, lessons: [...day.lessons] })),
      pageFen: sumFen(days.map((day) => day.amountFen)),
      pendingFen: totals.pending,
      ...(await pages.write(context, path, page.next)),
    };
  };
};
