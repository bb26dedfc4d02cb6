import type { Change } from "../../adapters/unit-of-work.ts";
import type { Principal } from "./context.ts";

/** Who calls, and what has to be written with whatever the call commits. */
export interface Caller {
  readonly principal: Principal;
  readonly attached: readonly Change[];
}
