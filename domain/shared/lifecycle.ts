/**
 * A lifecycle as data: for each state, the actions that are allowed there and the state they lead to.
 * What is not listed is refused, so a reader sees the whole law of a thing on one screen.
 */
export type Lifecycle<S extends string, A extends string> = Readonly<
  Record<S, Readonly<Partial<Record<A, NoInfer<S>>>>>
>;

/** The state that an action leads to, or nothing where the lifecycle does not allow it. */
export function nextState<S extends string, A extends string>(
  lifecycle: Lifecycle<S, A>,
  state: S,
  action: A,
): S | undefined {
  return lifecycle[state][action];
}
