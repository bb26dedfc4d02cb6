import * as z from "zod";
import * as complaint from "../../functions/complaint/workflow-input.ts";
import { NOTICE_TOPICS } from "../../domain/notice/templates.ts";
import type { HttpHandler } from "../../functions/kit/http.ts";
import * as refund from "../../functions/refund/workflow-input.ts";
import { ComplaintWorkflow } from "../../infra/constructs/complaint-workflow.ts";
import { RefundWorkflow } from "../../infra/constructs/refund-workflow.ts";
import { operation } from "../../test/support/all-operations/operations.ts";
import { callAsBank } from "../../test/support/bank-door.ts";
import { aStatement } from "../../test/support/complaint-city.ts";
import { type Answer, call, type Call, type Caller, once } from "../../test/support/door.ts";
import { allChannels } from "../../test/support/notices.ts";
import { refundExecuted } from "../../test/support/refund-bank.ts";
import type { Family } from "../../test/support/taught-class.ts";
import { definitionOf } from "../../test/support/workflows/construct-definition.ts";
import { type CountedCity, countedCity } from "./counted-city.ts";
import type { WorkflowOf } from "./metered-workflow.ts";
import type { Usage } from "./usage.ts";

/** What happens from a family's first request to the end, and what it uses. */
export interface Story {
  readonly title: string;
  readonly usage: Usage;
}

const ANSWER = { text: "经核实，情况如下。" };

/** What people, institutions, authorities and banks ask of the platform; whatever follows comes about. */
function doorsOf(city: CountedCity) {
  const { kit, meter, signer } = city;
  const handlers = new Map<string, HttpHandler>();
  const handlerOf = (id: string): HttpHandler => {
    const handler = handlers.get(id) ?? operation(id).on(kit);
    handlers.set(id, handler);
    return handler;
  };
  const answered = async (id: string, asking: Promise<Answer>): Promise<unknown> => {
    meter.add({ httpRequests: 1, invocations: 1 });
    const answer = await asking;
    const body: unknown = answer.body;
    if (answer.status >= 300) throw new Error(`${id}: ${JSON.stringify(body)}`);
    await city.settle();
    return body;
  };
  return {
    ask: (id: string, as: Caller, about: Omit<Call, "as" | "headers">): Promise<unknown> =>
      answered(id, call(handlerOf(id), { as, headers: once(), ...about })),
    report: (id: string, body: unknown): Promise<unknown> =>
      answered(id, callAsBank(handlerOf(id), kit, signer, body)),
  };
}
type Doors = ReturnType<typeof doorsOf>;

type Play = (city: CountedCity, doors: Doors, family: Family) => Promise<void>;

const Filed = z.object({ complaintId: z.string() });

const accepted: Play = async (city, { ask }, { guardian }) => {
  const { complaintId } = Filed.parse(
    await ask("fileComplaint", guardian, { body: aStatement(city) }),
  );
  const path = { complaintId };
  await ask("respondToComplaint", city.service, { path, body: ANSWER });
  await ask("acceptResolution", guardian, { path });
};

const mediated: Play = async (city, { ask }, { guardian }) => {
  const { complaintId } = Filed.parse(
    await ask("fileComplaint", guardian, { body: aStatement(city) }),
  );
  const path = { complaintId };
  await ask("respondToComplaint", city.service, { path, body: ANSWER });
  await ask("rejectResolution", guardian, { path, body: ANSWER });
  const decision = { step: "decide", finding: "dismissed", ...ANSWER };
  await ask("mediateComplaint", city.county, { path, body: { step: "take-up" } });
  await ask("mediateComplaint", city.county, { path, body: decision });
  await ask("acceptResolution", guardian, { path });
};

const Quote = z.object({ quote: z.string() });
const Requested = z.object({ refundId: z.string() });

const refunded: Play = async (city, { ask, report }, { guardian, enrolmentId }) => {
  const order = { enrolmentId };
  const body = { ground: "consumer" };
  const { quote } = Quote.parse(await ask("quoteRefund", guardian, { path: order, body }));
  const { refundId } = Requested.parse(
    await ask("requestRefund", guardian, { path: order, body: { quote } }),
  );
  const agreed = { path: { refundId }, body: { decision: "agree" } };
  await ask("decideRefund", city.finance, agreed);
  const payment = city.payments.at(-1);
  if (payment === undefined) throw new Error(`the bank was not told to pay ${refundId}`);
  await report("reportRefundResult", refundExecuted(payment));
};

const PLAYS: Readonly<Record<string, Play>> = {
  "A complaint whose answer the family accepts": accepted,
  "A complaint that the county mediates": mediated,
  "A refund that the institution agrees to and the bank pays": refunded,
};

const workflows = (): readonly WorkflowOf[] => [
  {
    machine: "complaint",
    definitionText: definitionOf(ComplaintWorkflow),
    input: complaint.OfComplaint,
    waitingInput: complaint.WaitingStep,
  },
  {
    machine: "refund",
    definitionText: definitionOf(RefundWorkflow),
    input: refund.OfRefund,
    waitingInput: refund.WaitingStep,
  },
];

/**
 * Plays each story by its usual way in one county: once by a first family, so that functions are warm, and then
 * by a second one, which is counted. Both are told by email and SMS.
 */
export async function countedStories(): Promise<readonly Story[]> {
  const city = await countedCity(workflows());
  try {
    return await playAll(city);
  } finally {
    await city.stop();
  }
}

async function playAll(city: CountedCity): Promise<readonly Story[]> {
  const open = doorsOf(city);
  const [first, second] = city.families;
  if (first === undefined || second === undefined) throw new Error("the class has two families");
  const topics = { email: NOTICE_TOPICS, sms: NOTICE_TOPICS };
  for (const { guardian } of [first, second])
    await open.ask("putNoticePreferences", guardian, { body: allChannels({ topics }) });
  const stories: Story[] = [];
  for (const [title, play] of Object.entries(PLAYS)) {
    await play(city, open, first);
    city.used();
    await play(city, open, second);
    stories.push({ title, usage: city.used() });
  }
  const [defect] = city.kit.defects;
  if (defect !== undefined) throw new Error("a story met a defect", { cause: defect });
  return stories;
}
