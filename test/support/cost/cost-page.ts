import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import type { OperationCost } from "./count-operations.ts";
import { unitsOf } from "./counting-table.ts";

/** `docs/cost.md`: what a call of each use case costs, as counted. */

export const COST_PAGE = join(import.meta.dirname, "../../../docs/cost.md");
/** What a person types when the page and the count differ. */
export const WRITE_COST_PAGE = "node test/support/cost/main.ts";

const INTRODUCTION = `# What a call costs

One call of each use case, counted on the memory driver by a table port that looks at every item. Written by
\`${WRITE_COST_PAGE}\`, do not edit; \`test/functions/all/cost.test.ts\` counts again and compares each row.

- **Reads**: items read by key and pages of queries; **RRU**: their read units, 1 for each 4 KB begun, half where an index or
  an eventually consistent read answers. **When new**: read units of the same call on a function that has just started.
  Otherwise it has served such a call within the minute, and has roles, units, rule packs and calendar at hand.
- **Items**: written or checked, the kept answer among them; **WRU**: their write units, 1 for each 1 KB begun, twice in a
  transaction. **Entries**: index entries put in or taken out, 1 unit each.
- The requests are those of \`test/support/all-operations\`: one pupil, one lesson, a family with a few orders. A batch writes as
  much for each pupil, and its kept answer once.

No use case scans: the table port has no such operation.
`;

const HEADINGS = [
  "use case",
  "reads",
  "RRU",
  "when new",
  "items",
  "WRU",
  "entries",
  "all units",
] as const;

/** The row of a use case: its id, and its figures as they are printed. */
export function rowOf({ id, warm, cold }: OperationCost): readonly string[] {
  const { reads, readUnits, writes, writeUnits, entries } = warm;
  const figures = [reads, readUnits, cold.readUnits, writes, writeUnits, entries, unitsOf(warm)];
  return [`\`${id}\``, ...figures.map(String)];
}

/** A row, and to which of the two tables it belongs. */
export interface CostRow {
  readonly cells: readonly string[];
  readonly isMoneyCommand: boolean;
}

/** The whole page, formatted as the house formats. */
export function pageOf(rows: readonly CostRow[]): Promise<string> {
  const page = [
    INTRODUCTION,
    "## Commands that carry an idempotency key by rule: where money moves",
    "",
    ...tableOf(rows.filter(({ isMoneyCommand }) => isMoneyCommand)),
    "",
    "## All others",
    "",
    ...tableOf(rows.filter(({ isMoneyCommand }) => !isMoneyCommand)),
    "",
  ].join("\n");
  return format(page, { parser: "markdown" });
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const tableOf = (rows: readonly CostRow[]): readonly string[] => [
  line(HEADINGS),
  line(HEADINGS.map((_, place) => (place === 0 ? "---" : "--:"))),
  ...rows.map(({ cells }) => line(cells)),
];

/** The rows that the page has, by use case. */
export function rowsWritten(): ReadonlyMap<string, readonly string[]> {
  const rows = readFileSync(COST_PAGE, "utf8").split("\n").map(cellsOf);
  return new Map(
    rows.flatMap((cells) => {
      const id = /^`(\w+)`$/.exec(cells[0] ?? "")?.[1];
      return id === undefined ? [] : [[id, cells] as const];
    }),
  );
}

const cellsOf = (row: string): readonly string[] =>
  row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
