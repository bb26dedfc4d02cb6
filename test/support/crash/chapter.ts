import type { Scene } from "./scene.ts";

/** One stretch of the money's way; `given` happens before it, and nothing dies there. */
export interface Chapter {
  readonly name: string;
  readonly given?: (scene: Scene) => Promise<void>;
  readonly play: (scene: Scene) => Promise<void>;
}
