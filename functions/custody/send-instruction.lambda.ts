import { ReleaseInstructed } from "../../events/custody.ts";
import { withBanks } from "../kit/bank-deps.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { sendInstruction as contract } from "./contracts.ts";
import { sendInstruction } from "./send-instruction.ts";

export const handler = eventLambda(
  contract,
  ReleaseInstructed,
  sendInstruction,
  withBanks(kitFromEnv()),
);
