import { ENTRY } from "../../adapters/entry-type.ts";
import type { WorkQueue } from "../../adapters/queue/work-queue.ts";
import type { MemoryTable } from "../../adapters/table/memory-table.ts";
import type { Signer } from "../../adapters/signing/keys.ts";
import type { GatewayKit } from "../../functions/kit/gateway-deps.ts";
import { withSignedCalls } from "../../functions/kit/signed-calls.ts";
import type { WorkflowKit } from "../../functions/kit/workflow-deps.ts";
import { projectPositions } from "../../functions/stream/project-positions.ts";
import type { WorldKit } from "../../test/support/all-operations/world-kit.ts";
import { type Caller, seedMember, type TestKit } from "../../test/support/door.ts";
import { seedBankKey } from "../../test/support/bank-door.ts";
import { countingTable } from "../../test/support/cost/counting-table.ts";
import { seedCalendar } from "../../test/support/deadlines.ts";
import { withTestVault } from "../../test/support/enrolment.ts";
import { bankThat, busEvent, entriesIn } from "../../test/support/events.ts";
import type { RefundPayment } from "../../test/support/refund-bank.ts";
import { taughtClass, type TaughtClass } from "../../test/support/taught-class.ts";
import { memoryUploads } from "../../test/support/uploads.ts";
import { meteredConsumers } from "./metered-consumers.ts";
import { meteredWorkflow, type WorkflowOf } from "./metered-workflow.ts";
import { type Usage, usageMeter, type UsageMeter } from "./usage.ts";

/** A kit with all that the tasks of the platform ask for. */
export type CountedKit = WorldKit & GatewayKit & WorkflowKit & { readonly queue: WorkQueue };

/** A county in memory where each request to a service of AWS is counted. */
export interface CountedCity extends Omit<TaughtClass, "kit"> {
  readonly kit: CountedKit;
  readonly finance: Caller;
  readonly service: Caller;
  readonly county: Caller;
  readonly signer: Signer;
  /** What the bank was told to pay back. */
  readonly payments: readonly RefundPayment[];
  readonly meter: UsageMeter;
  /** Lets everything follow that what was done brings about. */
  settle(): Promise<void>;
  /** What was used since the last time; the workflows that have begun are over. */
  used(): Usage;
  /** Ends the workflows' engine, whose timers would keep a program from ending. */
  stop(): Promise<void>;
}

/**
 * Founds the county. Roles, units and rule packs are at hand as in functions that have served within the minute;
 * the stream's two readers are woken once for each commit that writes entries, as where little happens at once.
 */
export async function countedCity(workflows: readonly WorkflowOf[]): Promise<CountedCity> {
  const world = await taughtClass();
  const meter = usageMeter();
  const payments: RefundPayment[] = [];
  const kit = meteredKit(world.kit, meter, payments);
  const machines = new Map(
    await Promise.all(
      workflows.map(
        async (each) => [each.machine, await meteredWorkflow(each, kit, meter)] as const,
      ),
    ),
  );
  const kitFor = (capability: string): CountedKit => ({
    ...kit,
    executions: machines.get(capability)?.executions ?? kit.executions,
  });
  await seedCalendar(kit);
  const works = { role: "institution", institutionId: world.institutionId } as const;
  const city = {
    finance: await seedMember(kit.table, "finance", { ...works, duties: ["finance"] }),
    service: await seedMember(kit.table, "service", { ...works, duties: ["service"] }),
    county: await seedMember(kit.table, "county", {
      role: "officer",
      unitId: "unt_411102",
      department: "education",
      duties: ["complaints"],
    }),
    signer: await seedBankKey(kit),
  };
  const publish = await meteredConsumers(kitFor, meter);
  let delivered = entriesIn(kit.table).length;
  meter.take();

  async function settle(): Promise<void> {
    for (const machine of machines.values()) await machine.settled();
    const fresh = entriesIn(kit.table).slice(delivered);
    if (fresh.length === 0) return;
    delivered += fresh.length;
    for (const entry of fresh) {
      await projectPositions(kit.table)([entry]);
      await publish(busEvent(entry));
    }
    await settle();
  }

  return {
    ...world,
    ...city,
    kit,
    payments,
    meter,
    settle,
    used: () => {
      for (const machine of machines.values()) machine.meterTransitions();
      return meter.take();
    },
    stop: async () => {
      for (const machine of machines.values()) await machine.stop();
    },
  };
}

const unasked = () => Promise.reject(new Error("this kit is not asked for that"));

function meteredKit(base: TestKit, meter: UsageMeter, payments: RefundPayment[]): CountedKit {
  const signed = () => {
    meter.add({ signatures: 1 });
    return Promise.resolve();
  };
  return withSignedCalls({
    ...withTestVault({ ...base, table: meteredTable(base.table, meter) }),
    ...memoryUploads(),
    document: { openapi: "3.1.0" },
    fork: unasked,
    executions: { start: unasked, answer: unasked },
    webhooks: { post: unasked },
    webhookTestHosts: [],
    knowsBank: () => true,
    bank: () =>
      bankThat({
        refund: async (payment) => {
          payments.push(payment);
          await signed();
          return { accepted: true };
        },
      }),
    gateway: { send: signed },
    queue: {
      send: (messages) => {
        meter.add({ messages: messages.length });
        return Promise.resolve();
      },
    },
  });
}

/** A commit that writes entries wakes both readers of the stream. */
const STREAM_READERS = 2;

function meteredTable(table: MemoryTable, meter: UsageMeter): MemoryTable {
  const counted = countingTable(
    () => table,
    ({ readUnits = 0, writeUnits = 0, entryUnits = 0 }) => {
      meter.add({ readUnits, writeUnits: writeUnits + entryUnits });
    },
  );
  const asked = (): void => {
    meter.add({ tableRequests: 1 });
  };
  return {
    ...counted,
    get: (...of) => {
      asked();
      return counted.get(...of);
    },
    getMany: (...of) => {
      asked();
      return counted.getMany(...of);
    },
    query: (...of) => {
      asked();
      return counted.query(...of);
    },
    commit: async (writes) => {
      asked();
      await counted.commit(writes);
      if (writes.some((write) => write.kind === "put" && write.item.type === ENTRY))
        meter.add({ invocations: STREAM_READERS });
    },
  };
}
