import * as held from "../../../../functions/custody/freeze-contracts.ts";
import { HeldReleases, resumeReleases } from "../../../../functions/custody/resume-releases.ts";
import { actOnDue, DueMessage } from "../../../../functions/deadline/act-on-due.ts";
import * as contracts from "../../../../functions/deadline/contracts.ts";
import { queueDue } from "../../../../functions/deadline/queue-due.ts";
import { queueLambda, scheduleLambda } from "../../../../functions/kit/queue.ts";
import * as mass from "../../../../functions/refund/mass-refund-contracts.ts";
import { openShares } from "../../../../functions/refund/open-shares.ts";
import { FamiliesToPay } from "../../../../functions/refund/queue-shares.ts";
import { traceOf } from "../engine/call.ts";
import type { Story } from "../engine/story.ts";
import { isPassing } from "./consumers.ts";
import type { Post } from "./post.ts";
import { queueTo, workOff } from "./queues.ts";

/** The schedule's run: whatever is due is queued, again and again until it is done. */
export async function lookForDue(story: Story, post: Post): Promise<void> {
  const { process, kit } = story.newHelper("queueDue");
  const queue = queueTo(story, post.due, process);
  const look = scheduleLambda(contracts.queueDue, queueDue, { ...kit, queue });
  await process.run(look).catch((error: unknown) => {
    if (!isPassing(error)) story.watch.break(`queueDue: ${traceOf(error)}`);
  });
  story.trace.add(`queueDue ${post.due.size}`);
}

const warm = new WeakMap<Story, ReturnType<typeof workerOf>>();
const workerOf = (story: Story) =>
  queueLambda(
    contracts.actOnDue,
    DueMessage,
    (kit) => actOnDue({ ...kit, now: story.cacheNow }),
    story.warmKit(),
  );

function warmIn(story: Story): ReturnType<typeof workerOf> {
  const known = warm.get(story) ?? workerOf(story);
  warm.set(story, known);
  return known;
}

/** What is due is done. */
export const actOnWaiting = (story: Story, post: Post): Promise<void> =>
  workOff(story, post.due, { id: "actOnDue", batch: 4, worker: () => warmIn(story) });

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
