import type { LegalBasis } from "../../../../domain/shared/measure-codes.ts";
import type { Principal } from "../../../../functions/kit/context.ts";
import type { Commands } from "../engine/commands.ts";
import type { Operation } from "../engine/call.ts";
import type { Story } from "../engine/story.ts";
import { operations } from "./operations.ts";
import type { Post } from "./post.ts";
import { COUNTY, numbered, type Stage } from "./stage.ts";
import { proposeLift, stoppedIn } from "./stops.ts";
import { tellBalance } from "./tasks.ts";

const officer = (n: number): Principal => ({
  kind: "member",
  memberId: numbered("mem", 910 + n),
  roles: [{ role: "officer", unitId: COUNTY, department: "education", duties: ["funds"] }],
});
/** Two officers of the county: what one proposes the other decides. */
export const AUTHOR = officer(1);
export const OTHER = officer(2);

/** A freeze or a stop, the end of one, or a mass refund, that one officer has proposed and another is to decide. */
export interface Matter {
  readonly proposalId: string;
  readonly approveRate: number;
}

type Institution = Stage["institutions"][number];

async function propose(
  story: Story,
  commands: Commands,
  { institutionId }: Institution,
  matter: {
    readonly operation: Operation;
    readonly approveRate: number;
    /** The article that it names, where it has to name one. */
    readonly basis?: LegalBasis;
  },
): Promise<void> {
  const { operation, approveRate, ...named } = matter;
  await commands.begin({
    operation,
    request: { principal: AUTHOR, path: { institutionId }, body: { ...named, reason: "门店关闭" } },
    otherwise: { body: { ...named, reason: "负责人失联" } },
    onAnswer: ({ proposalId }) =>
      story.matters.push({ proposalId: String(proposalId), approveRate }),
  });
}

const institutionThat = (story: Story, isFrozen: boolean): Institution | undefined =>
  story.chance.pick(
    story.stage.institutions.filter(
      ({ institutionId }) => story.watch.holds.isFrozen(institutionId) === isFrozen,
    ),
  );

/** An officer freezes an institution at once. */
export async function freezeOne(story: Story, commands: Commands): Promise<void> {
  const chosen = institutionThat(story, false);
  if (chosen === undefined) return;
  await propose(story, commands, chosen, {
    operation: operations.freezeInstitution,
    basis: "prepaid-fees-2021-2",
    approveRate: 0.8,
  });
}

/** What is frozen goes on, or its families are paid back; both have to be agreed upon by two. */
export async function endFreeze(story: Story, commands: Commands, post: Post): Promise<void> {
  const { chance, banks } = story;
  const chosen = institutionThat(story, true);
  if (chosen === undefined) return;
  const bank = banks.get(chosen.bankId);
  if (bank === undefined) return;
  const { custodyAccountNo } = chosen;
  if (chance.happens(0.2)) {
    await propose(story, commands, chosen, { operation: operations.liftFreeze, approveRate: 0.9 });
    return;
  }
  const holdsFen = bank.balances.get(custodyAccountNo) ?? 0;
  if (chance.happens(0.1) && holdsFen > 1)
    story.watch.seized(bank.seize(custodyAccountNo, 1 + chance.below(Math.ceil(holdsFen / 3))));
  tellBalance(post, chosen.bankId, bank.balanceOf(custodyAccountNo));
  await propose(story, commands, chosen, {
    operation: operations.startMassRefund,
    approveRate: 0.9,
  });
}

/** Another officer decides; whoever proposed it must not. */
export async function decideMatter(story: Story, commands: Commands): Promise<void> {
  const { chance, matters, watch } = story;
  const matter = chance.pick(matters);
  if (matter === undefined) return;
  const { proposalId, approveRate } = matter;
  const decision = chance.happens(approveRate) ? "approve" : "reject";
  const isOwn = chance.happens(0.1);
  const over = (): void => {
    const at = matters.indexOf(matter);
    if (at >= 0) matters.splice(at, 1);
  };
  await commands.begin({
    operation: operations.decideProposal,
    request: {
      principal: isOwn ? AUTHOR : OTHER,
      path: { proposalId },
      body: { decision, reason: "已核对" },
    },
    otherwise: { body: { decision, reason: "另有理由" } },
    onceOnly: "proposal.already-decided",
    onAnswer: () => {
      if (isOwn) watch.break(`${proposalId} is decided by its author`);
      over();
    },
    onRefusal: () => {
      if (!isOwn) over();
    },
  });
}

/** In so many stories what is frozen or stopped stays so to the end. */
const STAYS_HELD = 0.3;

/** At the end of a story what is frozen or stopped is mostly lifted, so that whatever was held goes on. */
export async function liftAll(story: Story, commands: Commands): Promise<void> {
  story.matters.length = 0;
  for (const institution of story.stage.institutions) {
    const isFrozen = story.watch.holds.isFrozen(institution.institutionId);
    if (!isFrozen || story.chance.happens(STAYS_HELD)) continue;
    await propose(story, commands, institution, {
      operation: operations.liftFreeze,
      approveRate: 1,
    });
  }
  for (const measureId of stoppedIn(story))
    if (!story.chance.happens(STAYS_HELD)) await proposeLift(story, commands, measureId, 1);
  while (story.matters.length > 0) await decideMatter(story, commands);
}
