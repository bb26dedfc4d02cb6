import type { SQSEvent } from "aws-lambda";
import type * as z from "zod";
import type { EventDefinition } from "../../events/define.ts";
import { FreezeConfirmed, FreezeLifted } from "../../events/institution.ts";
import * as custody from "../../functions/custody/freeze-contracts.ts";
import { queueHeldReleases } from "../../functions/custody/queue-held-releases.ts";
import { HeldReleases, resumeReleases } from "../../functions/custody/resume-releases.ts";
import * as contracts from "../../functions/institution/freeze-contracts.ts";
import { freezeInstitution } from "../../functions/institution/freeze-institution.ts";
import { liftFreeze } from "../../functions/institution/lift-freeze.ts";
import { tellOfFreeze } from "../../functions/institution/tell-of-freeze.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import { queueLambda } from "../../functions/kit/queue.ts";
import { decideProposal as decideContract } from "../../functions/proposal/contracts.ts";
import { decideProposal } from "../../functions/proposal/decide-proposal.ts";
import { projectPositions } from "../../functions/stream/project-positions.ts";
import { queueRecord } from "./deadlines.ts";
import { type Answer, call, type Caller, once, type TestKit } from "./door.ts";
import { busEvent, entriesIn } from "./events.ts";
import type { FakeBank } from "./release-line.ts";
import { entryItems, readerOf, streamBatch } from "./stream.ts";

/** On what else a freeze rests. */
export interface Because {
  readonly alertId?: string;
  readonly basis?: string;
}

/** The commands about a freeze as officers send them. */
export const freezeCalls = (kit: TestKit, institutionId: string) => ({
  freeze: (as: Caller, headers = once(), because: Because = {}): Promise<Answer> =>
    call(httpLambda(contracts.freezeInstitution, freezeInstitution, kit), {
      as,
      path: { institutionId },
      body: { basis: "prepaid-fees-2021-2", reason: "门店关闭，负责人失联", ...because },
      headers,
    }),
  lift: (as: Caller): Promise<Answer> =>
    call(httpLambda(contracts.liftFreeze, liftFreeze, kit), {
      as,
      path: { institutionId },
      body: { reason: "已核实，恢复营业" },
      headers: once(),
    }),
  decide: (as: Caller, proposalId: string, decision = "approve"): Promise<Answer> =>
    call(httpLambda(decideContract, decideProposal, kit), {
      as,
      path: { proposalId },
      body: { decision, reason: "材料齐全" },
      headers: once(),
    }),
});

/** Brings an institution's positions up to its journals, as the stream does. */
export async function projectAll({ table }: TestKit): Promise<void> {
  const items = entryItems(table.stream().map((record) => record.after));
  await readerOf(projectPositions, table)(streamBatch(items));
}

/** What follows from the end of a freeze or a stop, each step when a test says so. */
export function freezeLine(kit: TestKit, bank: FakeBank) {
  const waiting: z.input<typeof HeldReleases>[] = [];
  const queue = {
    send: (messages: readonly unknown[]) => {
      waiting.push(...messages.map((message) => HeldReleases.parse(message)));
      return Promise.resolve();
    },
  };
  const ended: readonly EventDefinition<string, z.ZodObject>[] =
    custody.queueHeldReleases.trigger.events;
  const find = eventLambda(custody.queueHeldReleases, ended, queueHeldReleases, {
    ...kit,
    queue,
  });
  const bankKit = { ...kit, bank: () => bank.client, knowsBank: () => true };
  const work = queueLambda(custody.resumeReleases, HeldReleases, resumeReleases, bankKit);
  const tell = eventLambda(
    contracts.tellOfFreeze,
    [FreezeConfirmed, FreezeLifted],
    tellOfFreeze,
    kit,
  );
  const told = (...names: readonly string[]) =>
    entriesIn(kit.table).filter(({ eventName }) => names.includes(eventName));

  const resume = async (messages: readonly unknown[]): Promise<readonly string[]> => {
    const event: SQSEvent = {
      Records: messages.map((message, index) => queueRecord(JSON.stringify(message), index)),
    };
    const { batchItemFailures } = await work(event);
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  return {
    resume,
    /** The end of each freeze and stop is told, and what it queues is answered. */
    async find(): Promise<readonly unknown[]> {
      await projectAll(kit);
      for (const entry of told(...ended.map(({ name }) => name))) await find(busEvent(entry));
      return waiting.splice(0);
    },
    async tell(): Promise<void> {
      await projectAll(kit);
      for (const entry of told(FreezeConfirmed.name, FreezeLifted.name))
        await tell(busEvent(entry));
    },
  };
}
