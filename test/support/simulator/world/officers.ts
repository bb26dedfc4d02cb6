import { operations } from "./operations.ts";
import type { Principal } from "../../../../functions/kit/context.ts";
import { COUNTY, numbered } from "./stage.ts";
import type { Story } from "../engine/story.ts";
import { STATES } from "../watch/books.ts";

interface Position {
  readonly totalsFen: Readonly<Record<string, number>>;
  readonly shares: readonly { readonly enrolmentId: string; readonly entriesBehind: number }[];
}

/** Watches over the money of the county where all of this happens. */
export const countyOfficer: Principal = {
  kind: "member",
  memberId: numbered("mem", 0),
  roles: [{ role: "officer", unitId: COUNTY, department: "education", duties: ["funds"] }],
};

/** An officer reads a position: it may be behind, and is never wrong in itself. */
export async function readPosition(story: Story): Promise<void> {
  const institution = story.chance.pick(story.stage.institutions);
  if (institution === undefined) return;
  const { institutionId } = institution;
  const outcome = await operations.getCustodyPosition.call(story, {
    principal: countyOfficer,
    path: { institutionId },
  });
  story.trace.add(`getCustodyPosition ${institutionId} ${outcome.kind}`);
  if (outcome.kind === "again") return;
  if (outcome.kind === "refused") {
    story.watch.break(`the position of ${institutionId} is refused: ${outcome.code}`);
    return;
  }
  const { totalsFen, shares } = JSON.parse(outcome.text) as Position;
  const accounted = STATES.reduce((sum, state) => sum + (totalsFen[state] ?? 0), 0);
  if (accounted !== (totalsFen["paid"] ?? 0) + (totalsFen["transferredIn"] ?? 0))
    story.watch.break(`the position of ${institutionId} does not add up: ${outcome.text}`);
  const ahead = shares.find((share) => share.entriesBehind < 0);
  if (ahead !== undefined)
    story.watch.break(`the share of ${ahead.enrolmentId} is ahead of its journal`);
}
