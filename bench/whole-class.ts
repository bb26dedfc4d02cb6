import { createHmac, randomBytes } from "node:crypto";
import { ulid } from "ulid";
import type { Table } from "../adapters/table/table.ts";
import { answerCall } from "../functions/kit/answer-call.ts";
import type { Kit } from "../functions/kit/deps.ts";
import { inParallel } from "../functions/kit/in-parallel.ts";
import { parseInput } from "../functions/kit/parse-input.ts";
import { recordAttendance as contract } from "../functions/lesson/contracts.ts";
import { recordAttendance } from "../functions/lesson/record-attendance.ts";
import { BatchAnswer, MOST_ENROLMENTS } from "../functions/lesson/schemas.ts";
import { benchTable } from "./dynamo.ts";
import { paidClass, type PaidClass } from "./paid-class.ts";
import { AT_ONCE, median, type Ratio } from "./ratio.ts";

const ROUNDS = 9;
const WARM_UP = 2;
const GOAL = 1.4;

/**
 * R4, second half: the attendance of a whole class in one call ÷ the same class pupil by pupil, eight calls at
 * a time, through the same operation on the same DynamoDB Local. In alternating rounds, each on a new class.
 */
export async function wholeClass(): Promise<Ratio> {
  const { table, stop } = await benchTable();
  try {
    const batches: number[] = [];
    const singles: number[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      const together = await perSecond(table, ({ enrolmentIds }) => [enrolmentIds]);
      const alone = await perSecond(table, ({ enrolmentIds }) => enrolmentIds.map((id) => [id]));
      if (round < WARM_UP) continue;
      batches.push(together);
      singles.push(alone);
    }
    const [batch, single] = [median(batches), median(singles)];
    const value = batch / single;
    return {
      value,
      unit: "pupils/s ÷ pupils/s",
      peer: single,
      goal: GOAL,
      met: value >= GOAL,
      detail: { operation: contract.id, pupils: MOST_ENROLMENTS, batch, single, rounds: ROUNDS },
    };
  } finally {
    await stop();
  }
}

type Parts = (of: PaidClass) => readonly (readonly string[])[];

/** How many pupils a second are recorded when a new class comes in these parts. */
async function perSecond(table: Table, parts: Parts): Promise<number> {
  const taught = await paidClass(table, MOST_ENROLMENTS, Date.now());
  const attend = attendance(table, taught);
  const startedAt = performance.now();
  const counts = await inParallel(parts(taught), AT_ONCE, attend);
  const seconds = (performance.now() - startedAt) / 1_000;
  const done = counts.reduce((sum, count) => sum + count, 0);
  if (done !== MOST_ENROLMENTS) throw new Error(`only ${done} pupils were recorded`);
  return done / seconds;
}

/** One call as the wrapper makes it, HTTP left out. @returns how many pupils it did */
function attendance(table: Table, { classId, institutionId }: PaidClass) {
  const secret = randomBytes(32);
  const hmac = (label: string, text: string) =>
    Promise.resolve(createHmac("sha256", secret).update(`${label}|${text}`).digest("base64url"));
  const kit: Pick<Kit, "table" | "mac" | "now" | "newUlid"> = {
    table,
    mac: { hmac },
    now: Date.now,
    newUlid: () => ulid(),
  };
  const caller = {
    principal: {
      kind: "member",
      memberId: "mem_bench",
      roles: [{ role: "institution", institutionId, duties: ["teacher"] }],
    },
    attached: [],
  } as const;
  return async (enrolmentIds: readonly string[]): Promise<number> => {
    const body = {
      records: enrolmentIds.map((id) => ({ enrolmentId: id, attendance: "present" })),
    };
    const pathParameters = { classId, sessionNumber: "1" };
    const answered = await answerCall(contract, recordAttendance(kit), kit, {
      caller,
      input: parseInput(contract.input, { pathParameters }, () => body, "zh"),
      idempotencyKey: `bench-${ulid()}`,
      language: "zh",
      correlationId: ulid(),
    });
    if (answered.kind === "replay") throw new Error("a new key was answered before");
    const { results } = BatchAnswer.parse(answered.answer);
    return results.filter((one) => "outcome" in one).length;
  };
}
