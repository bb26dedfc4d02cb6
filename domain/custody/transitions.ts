import * as z from "zod";
import type { Lifecycle } from "../shared/lifecycle.ts";

export const InstructionStatus = z.enum([
  /** Committed with the money it releases; the bank may not know of it yet. 待发送 */
  "pending",
  /** The bank has taken it. 已受理 */
  "sent",
  /** The bank has paid. 已执行 */
  "executed",
  /** The bank has not paid, and will not. 已退回 */
  "rejected",
]);
export type InstructionStatus = z.infer<typeof InstructionStatus>;

export const InstructionAction = z.enum(["send", "report-executed", "report-rejected"]);
export type InstructionAction = z.infer<typeof InstructionAction>;

/**
 * The life of an instruction. The bank's result may come before its acceptance is recorded here, and an
 * instruction may be sent again when no answer came: the bank acts once for each id.
 */
export const instructionTransitions: Lifecycle<InstructionStatus, InstructionAction> = {
  pending: { send: "sent", "report-executed": "executed", "report-rejected": "rejected" },
  sent: { send: "sent", "report-executed": "executed", "report-rejected": "rejected" },
  executed: {},
  rejected: {},
};
