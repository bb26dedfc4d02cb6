import type { Block, State } from "./definition.ts";

/** The blocks of states within a state: branches, or what is done for each item. */
export const blocksWithin = (state: State): readonly Block[] => {
  if (state.Type === "Parallel") return state.Branches;
  if (state.Type !== "Map") return [];
  const processor = state.ItemProcessor ?? state.Iterator;
  return processor === undefined ? [] : [processor];
};

/** Every state of a definition by its name, those within others too. */
export const statesOf = (block: Block): readonly (readonly [string, State])[] =>
  Object.entries(block.States).flatMap(([name, state]) => [
    [name, state] as const,
    ...blocksWithin(state).flatMap(statesOf),
  ]);

/** The states that a state may go to, with why. */
export function waysFrom(state: State): readonly { readonly to: string; readonly by: string }[] {
  const ways: { to: string; by: string }[] = [];
  if (state.Type === "Choice") {
    state.Choices.forEach(({ next }, index) => ways.push({ to: next, by: `choice ${index}` }));
    if (state.Default !== undefined) ways.push({ to: state.Default, by: "default" });
  } else if ("Next" in state && state.Next !== undefined) ways.push({ to: state.Next, by: "next" });
  if ("Catch" in state)
    state.Catch.forEach(({ Next }, index) => ways.push({ to: Next, by: `catch ${index}` }));
  return ways;
}
