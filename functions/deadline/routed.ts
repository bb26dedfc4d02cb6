import type { WorkQueue } from "../../adapters/queue/work-queue.ts";
import { isOfSupervision } from "./due-message.ts";

/** Two queues as one: what concerns supervision goes to the second, all else to the first. */
export const routed = (families: WorkQueue, supervision: WorkQueue): WorkQueue => ({
  async send(messages) {
    const watched = messages.filter(isOfSupervision);
    const others = messages.filter((message) => !isOfSupervision(message));
    if (others.length > 0) await families.send(others);
    if (watched.length > 0) await supervision.send(watched);
  },
});
