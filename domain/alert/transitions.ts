import * as z from "zod";
import type { Lifecycle } from "../shared/lifecycle.ts";

export const AlertStatus = z.enum([
  /** Nobody has taken note of it yet. 待签收 */
  "raised",
  /** An officer answers for it. 处置中 */
  "acknowledged",
  /** It was found out what is behind it; the facts are still there. 已办结 */
  "concluded",
  /** The facts are gone: over. 已解除 */
  "cleared",
]);
export type AlertStatus = z.infer<typeof AlertStatus>;

export const AlertAction = z.enum([
  "raise-higher",
  "lower",
  "clear",
  "acknowledge",
  "assign",
  "conclude",
  "escalate",
]);
export type AlertAction = z.infer<typeof AlertAction>;

/**
 * The life of an alert. What is worse, or goes to a higher authority, has to be acknowledged anew. A concluded
 * alert stays until its facts are gone, so that what an officer has explained does not warn again each day; only
 * when it becomes worse it is raised again.
 */
export const alertTransitions: Lifecycle<AlertStatus, AlertAction> = {
  raised: {
    "raise-higher": "raised",
    lower: "raised",
    clear: "cleared",
    acknowledge: "acknowledged",
    escalate: "raised",
  },
  acknowledged: {
    "raise-higher": "raised",
    lower: "acknowledged",
    clear: "cleared",
    assign: "acknowledged",
    conclude: "concluded",
    escalate: "raised",
  },
  concluded: { "raise-higher": "raised", lower: "concluded", clear: "cleared" },
  cleared: {},
};
