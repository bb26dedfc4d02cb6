import type { CrashedProcess } from "./enumerate.ts";

/** One row for each operation in each chapter: how many processes it had there, and at how many awaits they died. */
export function crashTable(crashed: readonly CrashedProcess[]): string {
  const rows = [...Map.groupBy(crashed, ({ chapter }) => chapter)].flatMap(
    ([chapter, processes]) => [
      chapter,
      ...[...Map.groupBy(processes, ({ operation }) => operation)].map(rowOf),
    ],
  );
  const awaits = crashed.reduce((sum, one) => sum + one.awaits, 0);
  const chapterCount = new Set(crashed.map(({ chapter }) => chapter)).size;
  return [
    ...rows,
    `${chapterCount} ways, ${crashed.length} processes, ${awaits} awaits died at, every end the same`,
  ].join("\n");
}

const rowOf = ([operation, processes]: [string, CrashedProcess[]]): string =>
  `  ${operation.padEnd(26)}${String(processes.length).padStart(4)} processes  ` +
  `${processes.map(({ awaits }) => awaits).join(" + ")} awaits`;
