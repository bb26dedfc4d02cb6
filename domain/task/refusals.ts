import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

/** What is refused when a person settles a task. */
export const taskRefusals = {
  "task.already-resolved": {
    zh: "待办 {taskId} 已办结（{action}），不能再次办理。",
    en: "The task {taskId} is settled already ({action}) and cannot be settled again.",
  },
  "task.action-unfit": {
    zh: "“{kind}”类待办不能以“{action}”办结，可选：{fit}。",
    en: "A task of the kind {kind} is not settled by {action}; choose one of: {fit}.",
  },
} as const satisfies RefusalCatalogue;

export const refuseTask: RefuseFrom<typeof taskRefusals> = refuse;
