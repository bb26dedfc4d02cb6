import { rulePacks } from "../../adapters/rule-packs.ts";
import type { Table } from "../../adapters/table/table.ts";
import { unitTree } from "../../adapters/unit-tree.ts";
import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { openingParts } from "../../adapters/repositories/opening-deposits.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { OPENING_COLUMNS, type OpeningColumn } from "../../domain/enrolment/opening-row.ts";
import { OpeningDepositClosed, OpeningDepositReceived } from "../../events/opening.ts";
import { StudentLinked } from "../../events/student.ts";
import { claimOpenings } from "../../functions/enrolment/claim-openings.ts";
import { closeOpenings } from "../../functions/enrolment/close-openings.ts";
import { getEnrolmentImport } from "../../functions/enrolment/get-enrolment-import.ts";
import { importEnrolments } from "../../functions/enrolment/import-enrolments.ts";
import { openBalances } from "../../functions/enrolment/open-balances.ts";
import * as contracts from "../../functions/enrolment/opening-contracts.ts";
import * as tasks from "../../functions/enrolment/opening-task-contracts.ts";
import { readEnrolments } from "../../functions/enrolment/read-enrolments.ts";
import { withdrawOpenings } from "../../functions/enrolment/withdraw-openings.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import { uploadLambda } from "../../functions/kit/task.ts";
import { type Answer, call, type Caller } from "./door.ts";
import { anOpenClass } from "./enrolment.ts";
import { busEventOf } from "./events.ts";
import { fixture } from "./institution-import.ts";
import { LINES, ROSTER, rosterDoors, rosterSetting, type RosterSetting } from "./roster.ts";
import { announcementOf, objectCreated } from "./uploads.ts";

/** The class that the fixture names; a test puts its own in its place. */
const CLASS_OF_FIXTURE = "cls_01JNA000000000000000000003";
/** Balances of the thirty pupils of the roster's fixture, UTF-8 with BOM. */
export const OPENINGS = (classId = CLASS_OF_FIXTURE): Buffer =>
  Buffer.from(fixture("openings-30.csv").toString().replaceAll(CLASS_OF_FIXTURE, classId));

/** A sale of before that fits, as a row of the list has it. */
export const aSale = (changes: Partial<Record<OpeningColumn, string>> = {}) => ({
  证件类型: "居民身份证",
  证件号码: LINES[0]?.split(",")[3] ?? "",
  班级编号: CLASS_OF_FIXTURE,
  购买课时: "20",
  已上课时: "8",
  "实缴金额（元）": "3000",
  缴费日期: "2026-01-12",
  原合同编号: "XZ-2026-0001",
  ...changes,
});

type Sale = ReturnType<typeof aSale>;

/** The document of a pupil of the roster's fixture, counted from 0. */
export const documentOf = (place: number): string => LINES[place]?.split(",")[3] ?? "";

/** A list in the columns' own order. */
export const listOf = (sales: readonly Sale[]): Buffer =>
  Buffer.from(
    [OPENING_COLUMNS, ...sales.map((sale) => OPENING_COLUMNS.map((column) => sale[column]))]
      .map((cells) => cells.join(","))
      .join("\n"),
  );

export interface OpeningSetting extends RosterSetting {
  /** Twelve sessions, the first tomorrow; every pupil of the roster is on its list. */
  readonly classId: string;
}

const pupilOf = (line: string) => {
  const [name, gender, , idNumber, birthDate, school, grade] = line.split(",");
  const pupil = { name, idKind: "resident-id", idNumber, birthDate, school, grade };
  return { ...pupil, gender: gender === "男" ? "male" : "female" };
};

/** A pupil of the roster's fixture, counted from 0, as the family adds it. */
export const pupilAt = (place: number) => pupilOf(LINES[place] ?? "");

/** An institution that has just joined: a class for the rest, its list, and families that added their children. */
export async function openingSetting(linked = 30): Promise<OpeningSetting> {
  const base = await rosterSetting();
  const course = { lessonCount: 12, priceFen: 300_000 };
  const { classId } = await anOpenClass(base.door, { course });
  const setting = { ...base, classId };
  await rosterDoors(setting).handIn(ROSTER);
  for (const line of LINES.slice(0, linked)) await base.door.addStudent(pupilOf(line));
  return setting;
}

export function openingDoors(setting: OpeningSetting) {
  const { kit, owner, market, door } = setting;
  const ends = {
    importEnrolments: httpLambda(contracts.importEnrolments, importEnrolments, kit),
    getEnrolmentImport: httpLambda(contracts.getEnrolmentImport, getEnrolmentImport, kit),
    withdrawOpenings: httpLambda(contracts.withdrawOpenings, withdrawOpenings, kit),
  };
  const announce = (bytes: Uint8Array, as: Caller = owner): Promise<Answer> =>
    call(ends.importEnrolments, {
      as,
      path: { institutionId: market.institutionId },
      body: announcementOf("余额.csv", bytes),
    });
  const deliver = (jobId: string, table: Table = kit.table): Promise<void> =>
    uploadLambda(
      tasks.readEnrolments,
      () =>
        readEnrolments({
          ...{ ...kit, table, units: unitTree(table), rules: rulePacks(table, kit.now) },
        }),
      kit,
    )(objectCreated(`imports/enrolments/${jobId}`));
  const upload = async (bytes: Uint8Array): Promise<string> => {
    const jobId = String((await announce(bytes)).body.jobId);
    kit.uploads.set(`imports/enrolments/${jobId}`, bytes);
    return jobId;
  };
  const report = (jobId: string, as = owner): Promise<Answer> =>
    call(ends.getEnrolmentImport, { as, path: { jobId }, query: { limit: "100" } });
  return {
    announce,
    deliver,
    upload,
    report,
    handIn: async (bytes: Uint8Array): Promise<Answer["body"]> => {
      const jobId = await upload(bytes);
      await deliver(jobId);
      return (await report(jobId)).body;
    },
    /** The bank's notice of the institution's deposit. */
    pay: (deposit: Answer["body"], changes: object = {}): Promise<Answer> =>
      door.notifyPayIn({
        bankSerial: "SB0000000009",
        paymentId: deposit.reference,
        custodyAccountNo: deposit.custodyAccountNo,
        amountFen: deposit.totalFen,
        paidAt: "2026-03-02T09:00:00+08:00",
        ...changes,
      }),
    /** What follows from the deposit, as the bus brings it. */
    shareOut: (table: Table = kit.table): Promise<void> =>
      eventLambda(
        tasks.openBalances,
        OpeningDepositReceived,
        () => openBalances({ ...kit, table }),
        kit,
      )(busEventOf(kit.table, OpeningDepositReceived.name)),
    withdraw: (jobId: string, as: Caller = owner): Promise<Answer> =>
      call(ends.withdrawOpenings, { as, path: { jobId } }),
    /** What follows once a guardian has added a pupil, the last time that one did. */
    claim: (table: Table = kit.table): Promise<void> =>
      eventLambda(
        tasks.claimOpenings,
        StudentLinked,
        () => claimOpenings({ ...kit, table }),
        kit,
      )(busEventOf(kit.table, StudentLinked.name)),
    /** What follows once a list is closed. */
    close: (table: Table = kit.table): Promise<void> =>
      eventLambda(
        tasks.closeOpenings,
        OpeningDepositClosed,
        () => closeOpenings({ ...kit, table }),
        kit,
      )(busEventOf(kit.table, OpeningDepositClosed.name)),
    /** The enrolments of a list as they are now. */
    enrolments: async (jobId: string): Promise<readonly EnrolmentState[]> => {
      const ids = (await openingParts(kit.table, jobId)).map(({ enrolmentId }) => enrolmentId);
      const found = await aggregates(kit.table, enrolmentKind).findMany(ids);
      return found.map(({ state }) => state);
    },
  };
}
