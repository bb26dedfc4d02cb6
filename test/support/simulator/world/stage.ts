import { hash } from "node:crypto";
import { aggregates } from "../../../../adapters/aggregates.ts";
import { bankDirectory } from "../../../../adapters/bank/bank-directory.ts";
import { calendarYearKind } from "../../../../adapters/repositories/reference-kinds.ts";
import { institutionKind } from "../../../../adapters/repositories/institution-kinds.ts";
import { createMemoryTable } from "../../../../adapters/table/memory-table.ts";
import type { Item, Table } from "../../../../adapters/table/table.ts";
import { rulePacks } from "../../../../adapters/rule-packs.ts";
import { unitTree } from "../../../../adapters/unit-tree.ts";
import { commitCommand } from "../../../../adapters/unit-of-work.ts";
import { InstitutionState } from "../../../../domain/institution/institution.ts";
import { calendarYear2026 } from "../../../../domain/reference/calendar-data.ts";
import { calendarCorrected } from "../../../../domain/reference/calendar-year.ts";
import { DAY_MS, startOfDay, shanghaiDate, toRfc3339 } from "../../../../domain/shared/time.ts";
import { InstitutionRegistered } from "../../../../events/institution.ts";
import * as contracts from "../../../../functions/catalogue/contracts.ts";
import { createCourse } from "../../../../functions/catalogue/create-course.ts";
import { openClass } from "../../../../functions/catalogue/open-class.ts";
import { publishCourse } from "../../../../functions/catalogue/publish-course.ts";
import { answerCall } from "../../../../functions/kit/answer-call.ts";
import type { Principal } from "../../../../functions/kit/context.ts";
import type { InputOf, InputSchemas, UseCaseContract } from "../../../../functions/kit/contract.ts";
import type { Kit } from "../../../../functions/kit/deps.ts";
import { repeatableContext } from "../../../../functions/kit/task.ts";
import { memberDirectory } from "../../../../functions/kit/members.ts";
import type { UseCase } from "../../../../functions/kit/use-case.ts";
import { instructRelease } from "../../../../functions/custody/contracts.ts";
import type * as z from "zod";
import { seedUnits, START } from "../../door.ts";
import { anInstitution } from "../../institution.ts";
import type { InstitutionAccounts } from "../watch/bank-side.ts";

/** A class that families may join, and when its sessions begin. */
export interface StageClass {
  readonly classId: string;
  readonly institutionId: string;
  readonly sessionStarts: readonly number[];
}

/** What is there before a story begins. */
export interface Stage {
  readonly items: readonly Item[];
  readonly institutions: readonly InstitutionAccounts[];
  readonly classes: readonly StageClass[];
  /** Classes that begin some days later, to which families change. */
  readonly later: readonly StageClass[];
}

export const COUNTY = "unt_411102";

/** Lessons, price and seats of the two classes of each institution; few prices divide evenly. */
const OFFERS = [
  { lessonCount: 4, priceFen: 48_001, capacity: 500 },
  { lessonCount: 6, priceFen: 100_000, capacity: 3 },
  { lessonCount: 3, priceFen: 7, capacity: 500 },
  { lessonCount: 5, priceFen: 99_999, capacity: 500 },
  { lessonCount: 7, priceFen: 250_000, capacity: 500 },
  { lessonCount: 1, priceFen: 12_345, capacity: 500 },
] as const;

/** A later class of each institution: at the same price of a lesson, at half of it, and in another subject. */
const LATER_OFFERS = [
  { lessonCount: 8, priceFen: 48_001, capacity: 500 },
  { lessonCount: 6, priceFen: 100_000, capacity: 2, subjectKey: "dance" },
  { lessonCount: 3, priceFen: 7, capacity: 500 },
] as const;
const DAYS_LATER = 4;

const BANKS = ["sandbox-bank", "sandbox-bank", "river-bank"] as const;

export const numbered = (prefix: string, n: number): string =>
  `${prefix}_${String(n).padStart(26, "0")}`;

/** What makes no difference between one story and another: a fixed secret, no log. */
export function fixedKit(table: Table, now: () => number, newUlid: () => string): Kit {
  return {
    table,
    members: memberDirectory(table, now),
    banks: bankDirectory(table),
    units: unitTree(table),
    rules: rulePacks(table, now),
    mac: {
      hmac: (label, text) => Promise.resolve(hash("sha256", `stage|${label}|${text}`, "base64url")),
    },
    log: { line: () => undefined, defect: () => undefined },
    now,
    newUlid,
  };
}

/** Builds the stage by the platform's own use cases. */
export async function buildStage(): Promise<Stage> {
  const table = createMemoryTable({ now: () => START });
  let count = 0;
  const kit = fixedKit(
    table,
    () => START,
    () => String((count += 1)).padStart(26, "0"),
  );
  await seedUnits(table);
  await seedCalendar(kit);
  const institutions = BANKS.map((bankId, index) => accountsOf(bankId, index + 1));
  for (const accounts of institutions) await register(kit, accounts);
  const classes: StageClass[] = [];
  for (const [index, offer] of OFFERS.entries()) {
    const institution = institutions[index % institutions.length];
    if (institution !== undefined) classes.push(await open(kit, institution, offer));
  }
  const later: StageClass[] = [];
  for (const [index, offer] of LATER_OFFERS.entries()) {
    const institution = institutions[index];
    if (institution !== undefined) later.push(await open(kit, institution, offer, DAYS_LATER));
  }
  return { items: table.all(), institutions, classes, later };
}

/** What the platform has before anyone acts: the official calendar, by which the families' time is counted. */
async function seedCalendar(kit: Kit): Promise<void> {
  const year = calendarYear2026();
  const years = aggregates(kit.table, calendarYearKind);
  const changes = years.create(year, calendarCorrected(year), stageContext(kit));
  await commitCommand(kit.table, stageContext(kit), changes, {});
}

const stageContext = (kit: Kit) =>
  repeatableContext(instructRelease, kit, { correlationId: "stage", causationId: "stage" });

const accountsOf = (bankId: string, n: number): InstitutionAccounts => ({
  institutionId: numbered("ins", n),
  bankId,
  custodyAccountNo: `8800000${n}`,
  payoutAccountNo: `622200001234567${n}`,
});

async function register(kit: Kit, { institutionId, ...account }: InstitutionAccounts) {
  const state = anInstitution({
    institutionId: InstitutionState.shape.institutionId.parse(institutionId),
    account: InstitutionState.shape.account.parse({ ...account, boundAt: START }),
  });
  const { uscc, countyUnitId, source } = state;
  const context = stageContext(kit);
  const event = InstitutionRegistered.make({
    institutionId,
    uscc,
    countyUnitId,
    jobId: source.jobId,
    line: source.line,
  });
  const changes = aggregates(kit.table, institutionKind).create(state, event, context);
  await commitCommand(kit.table, context, changes, {});
}

async function open(
  kit: Kit,
  { institutionId }: InstitutionAccounts,
  { capacity, ...offer }: (typeof OFFERS | typeof LATER_OFFERS)[number],
  daysLater = 0,
): Promise<StageClass> {
  const owner = staffOf(institutionId);
  const body = {
    title: "书法入门",
    subjectKey: "calligraphy",
    category: "culture-art",
    mode: "offline",
    ...offer,
  };
  const { courseId } = await done(kit, contracts.createCourse, createCourse, owner, {
    path: { institutionId },
    body,
  });
  await done(kit, contracts.publishCourse, publishCourse, owner, { path: { courseId } });
  const firstMs = startOfDay(shanghaiDate(START)) + (1 + daysLater) * DAY_MS + 17 * HOUR_MS;
  const sessionStarts = Array.from({ length: offer.lessonCount }, (_, n) => firstMs + n * DAY_MS);
  const sessions = sessionStarts.map((startsAt) => ({
    startsAt: toRfc3339(startsAt),
    endsAt: toRfc3339(startsAt + HOUR_MS),
  }));
  const { classId } = await done(kit, contracts.openClass, openClass, owner, {
    path: { courseId },
    body: { capacity, sessions },
  });
  return { classId, institutionId, sessionStarts };
}

const HOUR_MS = 3_600_000;

export const staffOf = (institutionId: string): Principal => ({
  kind: "member",
  memberId: `mem_${institutionId.slice(4)}`,
  roles: [{ role: "institution", institutionId, duties: ["owner", "teacher"] }],
});

/** Does what must succeed. */
async function done<I extends InputSchemas, O extends z.ZodType>(
  kit: Kit,
  contract: UseCaseContract<I, O>,
  useCase: (kit: Kit) => UseCase<I, O>,
  principal: Principal,
  given: unknown,
): Promise<z.output<O>> {
  const input = given as InputOf<I>;
  const call = {
    caller: { principal, attached: [] },
    input,
    idempotencyKey: undefined,
    language: "zh" as const,
    correlationId: "stage",
  };
  const answered = await answerCall(contract, useCase(kit), kit, call);
  if (answered.kind === "replay") throw new Error(`${contract.id} was done before`);
  return contract.output.parse(answered.answer);
}
