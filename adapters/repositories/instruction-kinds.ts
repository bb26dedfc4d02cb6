import { InstructionState } from "../../domain/custody/instruction.ts";
import type { AggregateKind } from "../aggregates.ts";
import { keys } from "../table/keys.ts";

/** An order to the bank to pay out of custody. Its journal tells its own life; the money's is the enrolment's. */
export const instructionKind: AggregateKind<InstructionState> = {
  type: "instruction",
  key: keys.instruction,
  schema: InstructionState,
  idOf: (state) => state.instructionId,
  scope: (state) => ({ institutionId: state.institutionId }),
};
