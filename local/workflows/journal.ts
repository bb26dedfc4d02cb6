import type { Store } from "../ports.ts";

/** How an attempt of a state that works came out. */
export type Outcome =
  | { readonly kind: "succeeded"; readonly result: unknown }
  | { readonly kind: "failed" | "timedOut"; readonly error: string; readonly cause: string }
  /** What it was part of has ended: nobody waits for it any more. */
  | { readonly kind: "aborted" };

/** Why a state went to the next one as it did. */
export type Way =
  | { readonly kind: "next" | "end" | "default" }
  /** By the rule of a Choice state, or the catcher, at this place of its list. */
  | { readonly kind: "choice" | "catch"; readonly index: number };

/** What is written down at a place of an execution, by kind. */
export interface Facts {
  readonly entered: { readonly name: string; readonly type: string; readonly input: unknown };
  readonly scheduled: { readonly resource: string; readonly parameters: unknown };
  readonly submitted: { readonly output: unknown };
  readonly outcome: Outcome;
  readonly exited: {
    readonly name: string;
    readonly type: string;
    readonly output: unknown;
    readonly next?: string;
    readonly way: Way;
  };
}

/** A fact with its number in the execution, its place, and its instant in epoch milliseconds. */
export interface Entry<K extends keyof Facts = keyof Facts> {
  readonly id: number;
  readonly place: string;
  readonly kind: K;
  readonly atMs: number;
  readonly fact: Facts[K];
}

/**
 * What has happened in one execution, in order: its history, and what it goes on from after a restart. A place is
 * the way to a state through its visits, attempts, branches and items: `Pay all#1.0/2:Pay#1`. A fact at a place
 * is written once; whoever comes there again finds it and does not do it again.
 */
export interface Journal {
  find<K extends keyof Facts>(place: string, kind: K): Entry<K> | undefined;
  /** Writes a fact unless there is one of its kind at this place already. @returns the one that stands */
  note<K extends keyof Facts>(place: string, kind: K, atMs: number, fact: Facts[K]): Entry<K>;
  entries(): readonly Entry[];
}

const namespaceOf = (executionArn: string): string => `workflow-journal ${executionArn}`;

/** The facts of an execution that may have ended long ago. */
export const readEntries = (store: Store, executionArn: string): readonly Entry[] =>
  store.list<Entry>(namespaceOf(executionArn)).map(([, entry]) => entry);

export function openJournal(store: Store, executionArn: string): Journal {
  const entries = [...readEntries(store, executionArn)];
  const keyOf = (place: string, kind: keyof Facts) => `${kind} ${place}`;
  const byKey = new Map(entries.map((entry) => [keyOf(entry.place, entry.kind), entry]));
  const find = <K extends keyof Facts>(place: string, kind: K) =>
    byKey.get(keyOf(place, kind)) as Entry<K> | undefined;
  return {
    find,
    note: (place, kind, atMs, fact) => {
      const present = find(place, kind);
      if (present !== undefined) return present;
      const entry = { id: entries.length + 1, place, kind, atMs, fact };
      store.set(namespaceOf(executionArn), String(entry.id).padStart(8, "0"), entry);
      entries.push(entry);
      byKey.set(keyOf(place, kind), entry);
      return entry;
    },
    entries: () => entries,
  };
}
