import { dueOfInstruction, InstructionState } from "../../domain/custody/instruction.ts";
import type { AggregateKind } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";

/** An order to the bank to pay out of custody. Its journal tells its own life; the money's is the enrolment's. */
export const instructionKind: AggregateKind<InstructionState> = {
  type: "instruction",
  key: keys.instruction,
  schema: InstructionState,
  idOf: (state) => state.instructionId,
  indexes: (state) => dueAttributes(keys.instruction(state.instructionId), dueOfInstruction(state)),
  scope: (state) => ({ institutionId: state.institutionId }),
};
