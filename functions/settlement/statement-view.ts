import type * as z from "zod";
import type { StatementDay } from "../../domain/custody/statement.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { StatementDayView } from "./finance-schemas.ts";

/** How a day of the statement is shown. */
export const statementDayView = ({
  date,
  totalsFen,
  releases,
  suspense,
}: StatementDay): z.input<typeof StatementDayView> => ({
  date,
  totalsFen,
  releases: releases.map((row) => ({ ...row, recordedAt: toRfc3339(row.recordedAt) })),
  suspense: suspense.map((row) => ({ ...row, recordedAt: toRfc3339(row.recordedAt) })),
});
