import { ulid } from "ulid";
import { storable } from "../adapters/aggregates.ts";
import { keys } from "../adapters/table/keys.ts";
import type { Item, Table } from "../adapters/table/table.ts";
import { ClassHead } from "../adapters/repositories/catalogue-kinds.ts";
import type { ClassSession } from "../domain/catalogue/class.ts";
import { NO_MONEY } from "../domain/custody/balances.ts";
import { EnrolmentState } from "../domain/enrolment/enrolment.ts";
import { ClassId, CourseId, InstitutionId, UnitId } from "../domain/shared/ids.ts";
import { fen } from "../domain/shared/money.ts";

/** A class whose session has begun, and pupils whose orders are paid. */
export interface PaidClass {
  readonly classId: string;
  readonly institutionId: string;
  readonly enrolmentIds: readonly string[];
}

const LESSONS = 40;
const PRICE_FEN = 480_000;
const HOUR_MS = 3_600_000;

/** Puts the items of such a class into the table as the platform's own commands leave them. */
export async function paidClass(table: Table, pupils: number, now: number): Promise<PaidClass> {
  const ids = {
    classId: ClassId.parse(`cls_${ulid(now)}`),
    courseId: CourseId.parse(`crs_${ulid(now)}`),
    institutionId: InstitutionId.parse(`ins_${ulid(now)}`),
    countyUnitId: UnitId.parse("unt_411102"),
  };
  const startsAt = now - 2 * HOUR_MS;
  const session: ClassSession = { number: 1, startsAt, endsAt: startsAt + HOUR_MS };
  const enrolmentIds = Array.from({ length: pupils }, () => `enr_${ulid(now)}`);
  const items: Item[] = [
    headOf(keys.class(ids.classId), "class", ClassHead, {
      ...ids,
      status: "open",
      capacity: pupils,
      sessionCount: LESSONS,
      startsAt,
      endsAt: startsAt + HOUR_MS,
    }),
    { ...keys.classSession(ids.classId, 1), type: "class-session", ...session },
    ...enrolmentIds.map((enrolmentId) =>
      headOf(keys.enrolment(enrolmentId), "enrolment", EnrolmentState, {
        ...ids,
        enrolmentId,
        studentId: `stu_${ulid(now)}`,
        guardianId: `mem_${ulid(now)}`,
        subjectKey: "calligraphy",
        lessonCount: LESSONS,
        priceFen: PRICE_FEN,
        status: "paid",
        balances: { ...NO_MONEY, paid: fen(PRICE_FEN), unconsumed: fen(PRICE_FEN) },
        rulePackVersion: "bench",
        contract: { contractNo: "XW-2026-000001", termsHash: "ab".repeat(32), signedAt: now },
        orderedAt: now,
      }),
    ),
  ];
  await table.commit(items.map((item) => ({ kind: "put", item })));
  return { classId: ids.classId, institutionId: ids.institutionId, enrolmentIds };
}

function headOf(
  key: { readonly pk: string; readonly sk: string },
  type: string,
  schema: { parse(state: unknown): unknown },
  state: unknown,
): Item {
  return { ...key, type, schemaVersion: 1, version: 1, state: storable(schema.parse(state)) };
}
