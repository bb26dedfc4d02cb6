import type { SQSEvent } from "aws-lambda";
import { InstitutionState } from "../../domain/institution/institution.ts";
import type { FactValues } from "../../domain/risk/facts.ts";
import { type LocalDate } from "../../domain/shared/time.ts";
import { IndicatorTrialAdvanced, IndicatorTrialStarted } from "../../events/indicator.ts";
import { actOnDue, actOnSupervisionDue, queueDue } from "../../functions/deadline/contracts.ts";
import * as indicators from "../../functions/indicator/contracts.ts";
import { queueTrial, TrialPage } from "../../functions/indicator/queue-trial.ts";
import { runTrial } from "../../functions/indicator/run-trial.ts";
import { startShadowTrials } from "../../functions/indicator/start-shadow-trials.ts";
import * as tasks from "../../functions/indicator/task-contracts.ts";
import * as views from "../../functions/indicator/view-contracts.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { queueLambda, scheduleLambda } from "../../functions/kit/queue.ts";
import * as proposals from "../../functions/proposal/contracts.ts";
import * as reference from "../../functions/reference/contracts.ts";
import { type Ask, askerOf } from "./asker.ts";
import { type DueLine, dueLine, queueRecord, seedCalendar } from "./deadlines.ts";
import { type Caller, seedMember, seedUnits, testKit, type TestKit } from "./door.ts";
import { busEvent, entriesIn } from "./events.ts";
import { anInstitution, seedInstitution } from "./institution.ts";
import { poisonFacts, tellFacts } from "./told-facts.ts";
import { withinRole } from "./within-role.ts";

const contracts = [
  ...indicators.useCases,
  ...views.useCases,
  ...proposals.useCases,
  ...reference.useCases,
] as const;

export const COUNTY = "unt_411102";
export const NEIGHBOUR = "unt_411103";
export const CITY = "unt_411100";

/** Officers of a county who set limits, the institutions that they apply to, and what tries them. */
export interface IndicatorCity {
  readonly kit: TestKit;
  readonly ask: Ask;
  /** Drafts and proposes; holds the duty to decide as well. */
  readonly drafter: Caller;
  readonly colleague: Caller;
  readonly decider: Caller;
  readonly city: Caller;
  readonly cityDecider: Caller;
  /** An institution; its number orders it among the others. */
  found(number: number, countyUnitId?: string): Promise<string>;
  tell(institutionId: string, day: LocalDate, values: FactValues): Promise<void>;
  /** Makes an institution's facts of a day unreadable. */
  spoil(institutionId: string, day: LocalDate): Promise<void>;
  /** Queues what the events of trials ask for, each as often as given, and takes it all off the queue. */
  settle(times?: number): Promise<readonly unknown[]>;
  /** Works one message off. @returns whether it was done */
  work(message: unknown): Promise<boolean>;
  startShadows(): Promise<void>;
  /** What falls due, each minute. */
  readonly due: DueLine;
}

const idOf = (number: number): string =>
  `ins_01KJNP${"0".repeat(17)}${String(number).padStart(3, "0")}`;

export async function indicatorCity(): Promise<IndicatorCity> {
  const kit = testKit();
  await seedUnits(kit.table);
  await seedCalendar(kit);
  const officer = (name: string, unitId: string, ...duties: readonly ("risk" | "reference")[]) =>
    seedMember(kit.table, name, { role: "officer", unitId, department: "education", duties });
  const waiting: unknown[] = [];
  const queue = {
    send: (messages: readonly unknown[]) => {
      waiting.push(...messages);
      return Promise.resolve();
    },
  };
  const events = [IndicatorTrialStarted, IndicatorTrialAdvanced] as const;
  const toQueue = eventLambda(tasks.queueTrial, events, queueTrial, { ...kit, queue });
  const run = queueLambda(tasks.runTrial, TrialPage, runTrial, kit);
  const shadows = scheduleLambda(tasks.startShadowTrials, startShadowTrials, kit);
  const told = new Set<string>();

  const work = async (message: unknown): Promise<boolean> => {
    const event: SQSEvent = { Records: [queueRecord(JSON.stringify(message), 0)] };
    return (await run(event)).batchItemFailures.length === 0;
  };

  /** What is new among the events of trials. */
  const news = () =>
    entriesIn(kit.table)
      .filter(({ eventName }) => events.some(({ name }) => name === eventName))
      .filter(({ aggregateId, sequence }) => !told.has(`${aggregateId} ${sequence}`));

  return {
    kit,
    ask: await askerOf(contracts, kit),
    drafter: await officer("drafter", COUNTY, "risk", "reference"),
    colleague: await officer("colleague", COUNTY, "risk", "reference"),
    decider: await officer("decider", COUNTY, "reference"),
    city: await officer("city", CITY, "risk", "reference"),
    cityDecider: await officer("city-decider", CITY, "reference"),
    async found(number, countyUnitId = COUNTY) {
      const institutionId = InstitutionState.shape.institutionId.parse(idOf(number));
      const place = InstitutionState.pick({ countyUnitId: true }).parse({ countyUnitId });
      await seedInstitution(kit, anInstitution({ institutionId, ...place }));
      return institutionId;
    },
    tell: (institutionId, day, values) => tellFacts(kit.table, institutionId, day, values),
    spoil: (institutionId, day) => poisonFacts(kit.table, institutionId, day),
    async settle(times = 1) {
      const messages: unknown[] = [];
      for (let some = news(); some.length > 0; some = news()) {
        for (const entry of some) {
          told.add(`${entry.aggregateId} ${entry.sequence}`);
          for (let time = 0; time < times; time += 1) await toQueue(busEvent(entry));
        }
        for (const message of waiting.splice(0)) {
          messages.push(message);
          for (let time = 0; time < times; time += 1)
            if (!(await work(message))) throw new Error(JSON.stringify(kit.defects));
        }
      }
      return messages;
    },
    work,
    startShadows: () => shadows(),
    due: dueLine(withinRole(kit, queueDue, actOnDue, actOnSupervisionDue)),
  };
}
