import { readEntries } from "../../local/workflows/journal.ts";
import { Definition } from "../../local/workflows/language/definition.ts";
import { statesOf, waysFrom } from "../../local/workflows/language/walk.ts";
import { machineRoom } from "./workflows/machine-room.ts";
import type { Stub } from "./workflows/machine-room.ts";

/** A walk through a state machine, down one of its ways. */
export interface Walk {
  /** JSON, as synthesised; functions in it stand by the ARN that `functionArn` gives for their stub. */
  readonly definitionText: string;
  readonly functions: Readonly<Record<string, Stub>>;
  readonly input?: unknown;
  /** What happens while the execution waits: answers to tokens, a move of the clock. */
  readonly meanwhile?: (room: ReturnType<typeof machineRoom>) => Promise<void>;
}

/** How a walk went. */
export interface Walked {
  readonly status: string;
  readonly output: unknown;
  readonly error: string | undefined;
  /** The states entered, in order, those of branches and items too. */
  readonly states: readonly string[];
  /** The choices and catches taken: `Decide: choice 0`, `Decide: default`, `Instruct: catch 1`. */
  readonly ways: readonly string[];
  readonly calls: readonly { readonly name: string; readonly event: unknown }[];
}

/** Runs a synthesised definition in the local engine, its functions being stubs. */
export async function runWorkflow(walk: Walk): Promise<Walked> {
  const { definitionText, functions, input, meanwhile } = walk;
  const room = machineRoom({ definition: JSON.parse(definitionText), functions });
  const executionArn = await room.start(input);
  await meanwhile?.(room);
  await room.settled();
  const { status, output, error } = room.describe(executionArn);
  const entries = readEntries(room.store, executionArn);
  return {
    status,
    error,
    output: output === undefined ? undefined : (JSON.parse(output) as unknown),
    calls: room.calls,
    states: entries.flatMap(({ fact, kind }) =>
      kind === "entered" && "name" in fact ? [fact.name] : [],
    ),
    ways: entries.flatMap(({ fact }) => {
      if (!("way" in fact)) return [];
      const { kind } = fact.way;
      if (kind === "next" || kind === "end") return [];
      return [`${fact.name}: ${"index" in fact.way ? `${kind} ${fact.way.index}` : kind}`];
    }),
  };
}

/** The states, choices and catches of a definition that none of these walks came to. */
export function notWalked(definitionText: string, walks: readonly Walked[]): readonly string[] {
  const states = statesOf(Definition.parse(JSON.parse(definitionText)));
  const ways = states.flatMap(([name, state]) =>
    waysFrom(state)
      .filter(({ by }) => by !== "next")
      .map(({ by }) => `${name}: ${by}`),
  );
  const walked = new Set(walks.flatMap((walk) => [...walk.states, ...walk.ways]));
  return [...states.map(([name]) => name), ...ways].filter((each) => !walked.has(each));
}
