import {
  type Finding,
  findingNotes,
  type FindingText,
  type ListLine,
  type ListReading,
  type ListRow,
  type RowFault,
  type RowReader,
} from "./list-row.ts";

/** What became of one row: what can be taken over, what identifies it, and what is wrong with it. */
export interface RowReading<T> {
  readonly accepted?: T;
  /** Also of a refused row: the next row with the same identifier is a duplicate. */
  readonly identifier?: string;
  readonly findings: readonly Finding[];
}

/**
 * Reads the rows below the heading, each with the identifiers of those before it and the line of each one's
 * first row. A row of too few or too many cells is named and left out.
 */
export function readRows<C extends string, T extends { readonly line: number }, I extends string>(
  lines: readonly ListLine[],
  reader: RowReader<C>,
  catalogue: Readonly<Record<RowFault, FindingText>>,
  read: (row: ListRow<C>, seen: ReadonlyMap<I, number>) => RowReading<T> & { identifier?: I },
): ListReading<T> {
  const seen = new Map<I, number>();
  const accepted: T[] = [];
  const findings: Finding[] = [];
  for (const line of lines.slice(1)) {
    const row = reader(line);
    if (!row.ok) {
      const notes = findingNotes(line.line, catalogue);
      notes.note(null, row.refusal.code, row.refusal.facts);
      findings.push(...notes.findings);
      continue;
    }
    const reading = read(row.value, seen);
    findings.push(...reading.findings);
    if (reading.accepted !== undefined) accepted.push(reading.accepted);
    const { identifier } = reading;
    if (identifier !== undefined && !seen.has(identifier)) seen.set(identifier, line.line);
  }
  return { rowCount: lines.length - 1, accepted, findings };
}
