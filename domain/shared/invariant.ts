/** An assumption of the program was false: a defect, never bad input. Alarmed, its detail hidden. */
export class InvariantBroken extends Error {
  override readonly name = "InvariantBroken";
}

/** Stops at once when an assumption does not hold. */
export function invariant(holds: unknown, assumption: string): asserts holds {
  if (!holds) throw new InvariantBroken(assumption);
}
