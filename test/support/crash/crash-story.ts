import { type CallProcess, DIED } from "../simulator/engine/process.ts";
import { Story, type StoryKit, type Tamper } from "../simulator/engine/story.ts";
import type { Stage } from "../simulator/world/stage.ts";

/** Which process of a story dies, and at how many awaits: odd before something is done, even after it is. */
export interface Crash {
  /** From 0 on, in the order in which the processes began. */
  readonly process: number;
  readonly diesAt: number;
}

/** They move no fen, and the simulator lets them die: here they run beside the money, and are not counted. */
const BESIDE_THE_MONEY: readonly string[] = ["evaluateIndicator", "rebuildFacts"];

/** A calm story: nothing goes wrong but one process, which dies where it is told to. */
export class CrashStory extends Story {
  /** The operations and tasks of the processes, in the order in which they began. */
  readonly begun: string[] = [];
  hasDied = false;
  readonly #crash: Crash | undefined;
  #isSetUp = false;

  constructor(stage: Stage, crash: Crash | undefined, tamper: Tamper) {
    super(stage, 1, tamper);
    this.#crash = crash;
  }

  /** From now on processes are counted, and one of them dies. */
  begin(): void {
    this.#isSetUp = true;
  }

  override newHelper(operationId: string): {
    readonly process: CallProcess;
    readonly kit: StoryKit;
  } {
    if (!this.#isSetUp || BESIDE_THE_MONEY.includes(operationId))
      return super.newHelper(operationId);
    const isIt = this.#crash?.process === this.begun.length;
    this.begun.push(operationId);
    const { process, kit } = super.newHelper(operationId, isIt ? this.#crash.diesAt : undefined);
    const run: CallProcess["run"] = async (work) => {
      const outcome = await process.run(work);
      if (outcome === DIED) this.hasDied = true;
      return outcome;
    };
    return { process: { ...process, run }, kit };
  }
}
