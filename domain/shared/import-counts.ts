import * as z from "zod";

/** What became of the rows of a list: `rows` is the sum of the four outcomes. */
export const ImportCounts = z.strictObject({
  rows: z.int().min(0),
  created: z.int().min(0),
  updated: z.int().min(0),
  /** Known already, and nothing in the row differs. */
  unchanged: z.int().min(0),
  refused: z.int().min(0),
  /** Findings that did not keep their row out. */
  warnings: z.int().min(0),
});
export type ImportCounts = z.infer<typeof ImportCounts>;
