import * as held from "../../../../functions/custody/freeze-contracts.ts";
import { HeldReleases, resumeReleases } from "../../../../functions/custody/resume-releases.ts";
import { actOnDue } from "../../../../functions/deadline/act-on-due.ts";
import { actOnSupervisionDue } from "../../../../functions/deadline/act-on-supervision-due.ts";
import { DueMessage, SupervisionMessage } from "../../../../functions/deadline/due-message.ts";
import * as contracts from "../../../../functions/deadline/contracts.ts";
import { queueDue } from "../../../../functions/deadline/queue-due.ts";
import { queueLambda, scheduleLambda } from "../../../../functions/kit/queue.ts";
import * as mass from "../../../../functions/refund/mass-refund-contracts.ts";
import { openShares } from "../../../../functions/refund/open-shares.ts";
import { FamiliesToPay } from "../../../../functions/refund/queue-shares.ts";
import { traceOf } from "../engine/call.ts";
import type { Story } from "../engine/story.ts";
import { warm } from "../engine/warm.ts";
import { isPassing } from "./consumers.ts";
import type { Post } from "./post.ts";
import { dueQueuesTo, workOff } from "./queues.ts";

/** The schedule's run: whatever is due is queued, again and again until it is done. */
export async function lookForDue(story: Story, post: Post): Promise<void> {
  const { process, kit } = story.newHelper("queueDue");
  const queue = dueQueuesTo(story, post, process);
  const look = scheduleLambda(contracts.queueDue, queueDue, { ...kit, queue });
  await process.run(look).catch((error: unknown) => {
    if (!isPassing(error)) story.watch.break(`queueDue: ${traceOf(error)}`);
  });
  story.trace.add(`queueDue ${post.due.size + post.supervision.size}`);
}

const dueWorker = warm((story) =>
  queueLambda(
    contracts.actOnDue,
    DueMessage,
    (kit) => actOnDue({ ...kit, now: story.cacheNow }),
    story.warmKit(),
  ),
);

const supervisionWorker = warm((story) =>
  queueLambda(
    contracts.actOnSupervisionDue,
    SupervisionMessage,
    (kit) => actOnSupervisionDue({ ...kit, now: story.cacheNow }),
    story.warmKit(),
  ),
);

/** What is due is done. */
export const actOnWaiting = (story: Story, post: Post): Promise<void> =>
  workOff(story, post.due, { id: "actOnDue", batch: 4, worker: () => dueWorker(story) });

/** What is due of supervision is done. */
export const superviseWaiting = (story: Story, post: Post): Promise<void> =>
  workOff(story, post.supervision, {
    id: "actOnSupervisionDue",
    batch: 4,
    worker: () => supervisionWorker(story),
  });

/** Releases that a freeze has held go on. */
export const resumeHeld = (story: Story, post: Post): Promise<void> =>
  workOff(story, post.held, {
    id: "resumeReleases",
    batch: 2,
    worker: (kit) => queueLambda(held.resumeReleases, HeldReleases, resumeReleases, kit),
  });

/** The refunds of families within a mass refund are opened. */
export const openFamiliesShares = (story: Story, post: Post): Promise<void> =>
  workOff(story, post.shares, {
    id: "openShares",
    batch: 2,
    worker: (kit) => queueLambda(mass.openShares, FamiliesToPay, openShares, kit),
  });
