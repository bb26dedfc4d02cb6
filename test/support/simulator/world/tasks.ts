import type { Commands } from "../engine/commands.ts";
import type { Story } from "../engine/story.ts";
import type { Balance } from "./model-bank.ts";
import { countyOfficer } from "./officers.ts";
import { operations } from "./operations.ts";
import type { Post } from "./post.ts";

interface ListedTasks {
  readonly tasks: readonly { readonly taskId: string; readonly kind: string }[];
}

/** What a person may do, by the kind of task; anything else must be refused. Nobody makes good what an order is short of. */
const FIT: Readonly<Record<string, readonly string[]>> = {
  "return-refused": ["return-again", "settled-otherwise"],
  "release-refused": ["instruct-again", "settled-otherwise"],
  "balance-break": ["settled-otherwise"],
  "refund-unpaid": ["pay-refund-again"],
  "refund-debt-overdue": ["settled-otherwise"],
  "reversal-contested": ["settled-otherwise"],
};
const ACTIONS = [
  "instruct-again",
  "return-again",
  "pay-refund-again",
  "settled-otherwise",
] as const;

/** An officer looks what waits for a person, and settles one thing: mostly with what fits it. */
export async function settleTask(story: Story, commands: Commands): Promise<void> {
  const { chance, watch } = story;
  const listed = await operations.listTasks.call(story, {
    principal: countyOfficer,
    query: { state: "open" },
  });
  story.trace.add(`listTasks ${listed.kind}`);
  if (listed.kind === "refused") watch.break(`an officer's tasks are refused: ${listed.code}`);
  if (listed.kind !== "answered") return;
  const task = chance.pick((JSON.parse(listed.text) as ListedTasks).tasks);
  if (task === undefined) return;
  const { taskId, kind } = task;
  const fit = FIT[kind] ?? [];
  const action = chance.pick(chance.happens(0.9) ? fit : ACTIONS) ?? "settled-otherwise";
  const body = { action, finding: "已与银行核对" };
  await commands.begin({
    operation: operations.resolveTask,
    request: { principal: countyOfficer, path: { taskId }, body },
    otherwise: { body: { ...body, finding: "已与机构核对" } },
    onceOnly: "task.already-resolved",
    onAnswer: () => {
      if (!fit.includes(action)) watch.break(`${taskId}, ${kind}, is settled by ${action}`);
      watch.seen.resolved += 1;
    },
  });
}

/** At the end of its day a bank says what it holds for an institution; it may be heard late and twice. */
export function sayBalance({ stage, chance, banks }: Story, post: Post): void {
  const institution = chance.pick(stage.institutions);
  const bank = banks.get(institution?.bankId ?? "");
  if (institution === undefined || bank === undefined) return;
  tellBalance(post, bank.bankId, bank.balanceOf(institution.custodyAccountNo));
}

/** All that the banks hold, when nothing is under way any more. */
export function sayAllBalances({ stage, banks }: Story, post: Post): void {
  for (const { bankId, custodyAccountNo } of stage.institutions) {
    const bank = banks.get(bankId);
    if (bank !== undefined) tellBalance(post, bankId, bank.balanceOf(custodyAccountNo));
  }
}

/** A bank's word on an account goes on its way. */
export const tellBalance = (post: Post, bankId: string, notice: Balance): void => {
  const { custodyAccountNo, asOf, serialCount } = notice;
  post.balances.post({ bankId, notice, key: `balance-${custodyAccountNo}-${asOf}-${serialCount}` });
};
