import type { Commands } from "../engine/commands.ts";
import type { Story } from "../engine/story.ts";
import { AUTHOR } from "./collapse.ts";
import { operations } from "./operations.ts";
import type { Stage } from "./stage.ts";

type Institution = Stage["institutions"][number];
type Stop = "release" | "sale";

const STOPS = ["release", "sale"] as const;
const ORDERS = { release: operations.stopRelease, sale: operations.stopSale };

const WORDS = { basis: "prepaid-fees-2021-2", reason: "负责人失联" };

/** An officer stops releases or sales at once; another is to confirm it. */
export async function stopOne(story: Story, commands: Commands): Promise<void> {
  const { chance, stage, matters } = story;
  const chosen = chance.pick(stage.institutions);
  const stop = chance.pick(STOPS);
  if (chosen === undefined || stop === undefined) return;
  const { institutionId } = chosen;
  await commands.begin({
    operation: ORDERS[stop],
    request: { principal: AUTHOR, path: { institutionId }, body: WORDS },
    otherwise: { body: { ...WORDS, reason: "账户异常" } },
    onAnswer: ({ proposalId }) =>
      matters.push({ proposalId: String(proposalId), approveRate: 0.7 }),
  });
}

/** What is stopped goes on, if another officer agrees. */
export async function liftOne(story: Story, commands: Commands): Promise<void> {
  const chosen = story.chance.pick(stoppedIn(story));
  if (chosen !== undefined) await proposeLift(story, commands, chosen, 0.9);
}

/** All that is stopped, whichever way. */
export const stoppedIn = ({ stage, watch }: Story): readonly string[] =>
  stage.institutions.flatMap(({ institutionId }: Institution) =>
    STOPS.flatMap((stop: Stop) => watch.holds.stopOf(institutionId, stop) ?? []),
  );

export const proposeLift = (
  story: Story,
  commands: Commands,
  measureId: string,
  approveRate: number,
): Promise<void> =>
  commands.begin({
    operation: operations.liftMeasure,
    request: {
      principal: AUTHOR,
      path: { measureId },
      body: { outcome: "withdrawn", reason: "已核实" },
    },
    otherwise: { body: { outcome: "withdrawn", reason: "风险已消除" } },
    onAnswer: ({ proposalId }) =>
      story.matters.push({ proposalId: String(proposalId), approveRate }),
  });
