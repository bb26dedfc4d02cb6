/** Takes a line about what is going on, for the person at the terminal. */
export type Report = (line: string) => void;

/** Announces a step that may take over a second, does it, and tells how long it took. */
export async function inSeconds<T>(
  report: Report,
  step: string,
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  report(`${step} ...`);
  const result = await work();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  report(`${step}: done in ${seconds} s${typeof result === "string" ? ` (${result})` : ""}`);
  return result;
}
