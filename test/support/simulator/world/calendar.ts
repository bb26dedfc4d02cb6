import { calendarYear2026 } from "../../../../domain/reference/calendar-data.ts";
import type { Principal } from "../../../../functions/kit/context.ts";
import type { Commands } from "../engine/commands.ts";
import type { Story } from "../engine/story.ts";
import { operations } from "./operations.ts";
import { numbered } from "./stage.ts";

const NATION = "unt_100000";
/** Working days of the story's months that a correction may make days off. */
const MAY_BE_OFF = ["2026-03-11", "2026-03-19", "2026-03-27", "2026-04-09", "2026-04-22"];

const officer = (n: number): Principal => ({
  kind: "member",
  memberId: numbered("mem", 900 + n),
  roles: [{ role: "officer", unitId: NATION, department: "education", duties: ["reference"] }],
});
const AUTHOR = officer(1);
const OTHER = officer(2);

/** A national officer proposes the year as it is now: with some days off more or fewer than before. */
export async function proposeCalendar(story: Story, commands: Commands): Promise<void> {
  const { namedDays, notice } = calendarYear2026();
  const more = MAY_BE_OFF.filter(() => story.chance.happens(0.4)).map((date) => ({
    date,
    kind: "holiday",
    name: { zh: "临时放假", en: "Extra day off" },
  }));
  await commands.begin({
    operation: operations.putCalendar,
    request: {
      principal: AUTHOR,
      path: { year: "2026" },
      body: { notice, namedDays: [...namedDays, ...more] },
    },
    otherwise: { body: { notice: `${notice}（更正）`, namedDays } },
    onAnswer: ({ proposalId }) => story.proposals.push(String(proposalId)),
  });
}

/** Another decides it; whoever proposed it must not. */
export async function decideCalendar(story: Story, commands: Commands): Promise<void> {
  const proposalId = story.chance.pick(story.proposals);
  if (proposalId === undefined) return;
  const decision = story.chance.happens(0.8) ? "approve" : "reject";
  const isOwn = story.chance.happens(0.1);
  await commands.begin({
    operation: operations.decideProposal,
    request: {
      principal: isOwn ? AUTHOR : OTHER,
      path: { proposalId },
      body: { decision, reason: "已核对通知原文" },
    },
    otherwise: { body: { decision, reason: "另有理由" } },
    onceOnly: "proposal.already-decided",
    onAnswer: () => {
      if (isOwn) story.watch.break(`${proposalId} is decided by its author`);
      story.proposals.splice(story.proposals.indexOf(proposalId), 1);
    },
  });
}

/** More than officers need to agree. */
const MOST_DECISIONS = 50;

/** A year that nobody has entered yet is entered, so that time can do its work. */
export async function enterMissingCalendar(story: Story, commands: Commands): Promise<void> {
  const { watch, proposals } = story;
  for (let n = 0; n < MOST_DECISIONS && !watch.familyTime.knowsCalendar; n += 1) {
    if (proposals.length === 0) await proposeCalendar(story, commands);
    await decideCalendar(story, commands);
  }
}
