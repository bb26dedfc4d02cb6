import type { Tamper } from "../simulator/engine/story.ts";
import type { Stage } from "../simulator/world/stage.ts";
import type { Chapter } from "./chapter.ts";
import { chapters } from "./chapters.ts";
import { City } from "./city.ts";
import type { Crash } from "./crash-story.ts";
import { endStateOf } from "./end-state.ts";
import { families, Scene } from "./scene.ts";

/** One process of one chapter, and at how many awaits it was made to die. */
export interface CrashedProcess {
  readonly chapter: string;
  readonly operation: string;
  /** Before and after each call that leaves the process. */
  readonly awaits: number;
}

export interface WhatToCrash {
  readonly chapters?: readonly Chapter[];
  /** A bug that is planted between an operation and its table. */
  readonly tamper?: Tamper;
}

interface Played {
  readonly city: City;
  /** The number of the chapter's first process. */
  readonly first: number;
  readonly endState: readonly string[];
}

type Play = (crash?: Crash) => Promise<Played>;

/** More awaits than the longest call has. */
const MOST_AWAITS = 400;

/**
 * Plays every chapter once undisturbed, and once for each await of each of its processes, which dies there.
 * @returns the processes that await anything
 * @throws when a city does not come to the same end, naming chapter, process, await and the difference
 */
export async function crashEverywhere(
  stage: Stage,
  { chapters: told = chapters, tamper = (_operation, table) => table }: WhatToCrash = {},
): Promise<readonly CrashedProcess[]> {
  const crashed: CrashedProcess[] = [];
  for (const chapter of told) {
    const play: Play = (crash) => playChapter(stage, chapter, tamper, crash);
    const calm = await play();
    const operations = calm.city.story.begun.slice(calm.first);
    // What follows is the same for all that come to this end.
    await calm.city.settle();
    for (const [place, operation] of operations.entries()) {
      const process = { chapter: chapter.name, operation, number: calm.first + place };
      const awaits = await crashProcess(play, calm, process);
      if (awaits > 0) crashed.push({ chapter: chapter.name, operation, awaits });
    }
  }
  return crashed;
}

/** @returns at how many awaits the process died */
async function crashProcess(
  play: Play,
  calm: Played,
  process: { readonly chapter: string; readonly operation: string; readonly number: number },
): Promise<number> {
  for (let diesAt = 1; diesAt <= MOST_AWAITS; diesAt += 1) {
    const { chapter, operation, number } = process;
    const where = `“${chapter}”: ${operation} (process ${number}) dies at await ${diesAt}`;
    const { city, endState } = await play({ process: number, diesAt }).catch((cause: unknown) => {
      throw new Error(`${where}: ${String(cause)}`, { cause });
    });
    const difference = differenceOf(calm.endState, endState);
    if (difference !== undefined) throw new Error(`${where}: ${difference}`);
    if (!city.story.hasDied) return diesAt - 1;
  }
  throw new Error(`${process.operation} has more than ${MOST_AWAITS} awaits`);
}

async function playChapter(
  stage: Stage,
  chapter: Chapter,
  tamper: Tamper,
  crash?: Crash,
): Promise<Played> {
  const city = await City.found(stage, families, tamper, crash);
  const scene = new Scene(city);
  await chapter.given?.(scene);
  const first = city.story.begun.length;
  await chapter.play(scene);
  await city.end();
  return { city, first, endState: endStateOf(city) };
}

function differenceOf(calm: readonly string[], now: readonly string[]): string | undefined {
  const missing = calm.filter((text) => !now.includes(text));
  const added = now.filter((text) => !calm.includes(text));
  if (missing.length === 0 && added.length === 0 && calm.length === now.length) return undefined;
  return [
    `${calm.length} things should be there, and ${now.length} are;`,
    ...missing.map((text) => `  missing: ${text}`),
    ...added.map((text) => `  instead: ${text}`),
  ].join("\n");
}
