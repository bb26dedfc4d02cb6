import { randomBytes } from "node:crypto";
import { storable } from "../../adapters/aggregates.ts";
import { BankUnavailable, type BankClient } from "../../adapters/bank/bank-client.ts";
import { RequestPayment } from "../../adapters/bank/bank-protocol.ts";
import { createKeyedHash } from "../../adapters/personal/keyed-hash.ts";
import { createPersonalVault } from "../../adapters/personal/personal-vault.ts";
import { tableKeyStore } from "../../adapters/personal/table-key-store.ts";
import type { Signer } from "../../adapters/signing/keys.ts";
import { InstitutionState } from "../../domain/institution/institution.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import * as catalogue from "../../functions/catalogue/contracts.ts";
import { createCourse } from "../../functions/catalogue/create-course.ts";
import { getCourse } from "../../functions/catalogue/get-course.ts";
import { openClass } from "../../functions/catalogue/open-class.ts";
import { publishCourse } from "../../functions/catalogue/publish-course.ts";
import * as contracts from "../../functions/enrolment/contracts.ts";
import { addStudent } from "../../functions/enrolment/add-student.ts";
import { getEnrolment } from "../../functions/enrolment/get-enrolment.ts";
import { listEnrolments } from "../../functions/enrolment/list-enrolments.ts";
import { notifyPayIn } from "../../functions/enrolment/notify-pay-in.ts";
import { payOrder } from "../../functions/enrolment/pay-order.ts";
import { placeOrder } from "../../functions/enrolment/place-order.ts";
import { signContract } from "../../functions/enrolment/sign-contract.ts";
import type { BankKit } from "../../functions/kit/bank-deps.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import type { PersonalKit } from "../../functions/kit/personal-deps.ts";
import { callAsBank, seedBankKey } from "./bank-door.ts";
import {
  type Answer,
  call,
  type Caller,
  once,
  seedMember,
  seedUnits,
  testKit,
  type TestKit,
} from "./door.ts";
import { bankThat } from "./events.ts";
import { aBoundInstitution, seedInstitution } from "./institution.ts";
import { dailySessions } from "./money-builders.ts";
import { fakeKeyManagement } from "./personal.ts";

/** A kit with a vault whose key service lies in memory. */
export const personalTestKit = (): TestKit & PersonalKit => withTestVault(testKit());

export function withTestVault<K extends TestKit>(kit: K): K & PersonalKit {
  const secret = randomBytes(32);
  return {
    ...kit,
    vault: createPersonalVault({
      kms: fakeKeyManagement().kms,
      keyStore: tableKeyStore(kit.table),
      now: kit.now,
      random: randomBytes,
    }),
    personalHash: createKeyedHash({
      mac: (label) => Promise.resolve(Buffer.concat([secret, Buffer.from(label)])),
    }),
  };
}

/** A bank that opens payments: the same page whenever the same payment is asked for. */
export function aPaymentBank() {
  const asked: RequestPayment[] = [];
  const state = { isUp: true };
  const client: BankClient = bankThat({
    requestPayment: (input) => {
      asked.push(RequestPayment.parse(input));
      return state.isUp
        ? Promise.resolve({
            payUrl: `https://bank.test/pay/${input.paymentId}`,
            bankPaymentNo: `B-${input.paymentId}`,
          })
        : Promise.reject(new BankUnavailable("down"));
    },
  });
  return { client, asked, state };
}

/** A city where one institution may sell, one family may buy, and one bank takes the money. */
export interface Market {
  readonly kit: TestKit & PersonalKit & BankKit;
  readonly bank: ReturnType<typeof aPaymentBank>;
  readonly signer: Signer;
  readonly owner: Caller;
  readonly guardian: Caller;
  readonly institutionId: string;
}

export async function aMarket(): Promise<Market> {
  const bank = aPaymentBank();
  const kit = { ...personalTestKit(), bank: () => bank.client, knowsBank: () => true };
  await seedUnits(kit.table);
  const institution = aBoundInstitution();
  const { institutionId } = institution;
  await seedInstitution(kit, institution);
  const owner = await seedMember(kit.table, "owner", {
    role: "institution",
    institutionId,
    duties: ["owner"],
  });
  const guardian = await seedMember(kit.table, "guardian", { role: "guardian" });
  const signer = await seedBankKey(kit);
  return { kit, bank, signer, owner, guardian, institutionId };
}

/** Changes the market's institution behind the platform's back, as a later list or the authority would. */
export async function changeInstitution(
  { kit: { table } }: Market,
  changes: Partial<InstitutionState>,
): Promise<void> {
  const item = table.all().find(({ type }) => type === "institution");
  if (item === undefined) throw new Error("the market has an institution");
  const state = { ...InstitutionState.parse(item["state"]), ...changes };
  await table.commit([{ kind: "put", item: { ...item, state: storable(state) } }]);
}

export const newCourse = (changes: object = {}) => ({
  title: "书法入门",
  subjectKey: "calligraphy",
  category: "culture-art",
  mode: "offline",
  lessonCount: 4,
  priceFen: 48_001,
  ...changes,
});

/** One session a day at five in the afternoon, from 2026-03-03 on, or some days later. */
export const sessionTimes = (count: number, daysLater = 0) =>
  dailySessions(count + daysLater)
    .slice(daysLater)
    .map(({ startsAt, endsAt }) => ({
      startsAt: toRfc3339(startsAt),
      endsAt: toRfc3339(endsAt),
    }));

/** A pupil with a true check character; all of it invented. */
export const aStudent = (changes: object = {}) => ({
  name: "钟离若溪",
  gender: "female",
  idKind: "resident-id",
  idNumber: "11010519491231002X",
  birthDate: "1949-12-31",
  school: "漯河市第九十七小学",
  grade: "三年级",
  ...changes,
});

type Headers = Readonly<Record<string, string>>;

/** The calls that the story of an order is made of, each through its whole wrapper. */
export function doors({ kit, signer, owner, guardian, institutionId }: Market) {
  const ends = {
    createCourse: httpLambda(catalogue.createCourse, createCourse, kit),
    publishCourse: httpLambda(catalogue.publishCourse, publishCourse, kit),
    openClass: httpLambda(catalogue.openClass, openClass, kit),
    getCourse: httpLambda(catalogue.getCourse, getCourse, kit),
    addStudent: httpLambda(contracts.addStudent, addStudent, kit),
    placeOrder: httpLambda(contracts.placeOrder, placeOrder, kit),
    signContract: httpLambda(contracts.signContract, signContract, kit),
    payOrder: httpLambda(contracts.payOrder, payOrder, kit),
    getEnrolment: httpLambda(contracts.getEnrolment, getEnrolment, kit),
    listEnrolments: httpLambda(contracts.listEnrolments, listEnrolments, kit),
    notifyPayIn: httpLambda(contracts.notifyPayIn, notifyPayIn, kit),
  };
  return {
    createCourse: (body: unknown = newCourse(), as = owner) =>
      call(ends.createCourse, { as, path: { institutionId }, body }),
    publishCourse: (courseId: string, as = owner) =>
      call(ends.publishCourse, { as, path: { courseId } }),
    openClass: (courseId: string, body: unknown, as = owner) =>
      call(ends.openClass, { as, path: { courseId }, body }),
    getCourse: (courseId: string, query?: Record<string, string>) =>
      call(ends.getCourse, { path: { courseId }, ...(query === undefined ? {} : { query }) }),
    addStudent: (body: unknown = aStudent(), as = guardian) => call(ends.addStudent, { as, body }),
    placeOrder: (body: unknown, as = guardian, headers: Headers = once()) =>
      call(ends.placeOrder, { as, body, headers }),
    signContract: (
      enrolmentId: string,
      termsHash: string,
      as = guardian,
      headers: Headers = once(),
    ) => call(ends.signContract, { as, path: { enrolmentId }, body: { termsHash }, headers }),
    payOrder: (enrolmentId: string, as = guardian, headers: Headers = once()) =>
      call(ends.payOrder, { as, path: { enrolmentId }, headers }),
    getEnrolment: (enrolmentId: string, as = guardian) =>
      call(ends.getEnrolment, { as, path: { enrolmentId } }),
    listEnrolments: (query: Record<string, string> = {}, as = guardian) =>
      call(ends.listEnrolments, { as, query }),
    notifyPayIn: (body: object, key?: string, as: Signer = signer) =>
      callAsBank(ends.notifyPayIn, kit, as, body, {
        ...(key === undefined ? {} : { headers: { "idempotency-key": key } }),
      }),
  };
}
export type Doors = ReturnType<typeof doors>;

/** A published course with one open class. */
export async function anOpenClass(
  door: Doors,
  {
    course = {},
    capacity = 30,
    startsAfterDays = 0,
  }: { course?: object; capacity?: number; startsAfterDays?: number } = {},
): Promise<{ readonly courseId: string; readonly classId: string }> {
  const body = newCourse(course);
  const created = await door.createCourse(body);
  const { courseId } = created.body;
  await door.publishCourse(courseId);
  const sessions = sessionTimes(body.lessonCount, startsAfterDays);
  const opened = await door.openClass(courseId, { capacity, sessions });
  if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
  return { courseId, classId: opened.body.classId };
}

/** An order that is signed and has its payment at the bank. */
export async function anOrderToPay(door: Doors): Promise<{
  readonly enrolmentId: string;
  readonly payment: Answer["body"];
  /** The bank's notice of the exact payment. */
  readonly notice: {
    bankSerial: string;
    paymentId: string;
    custodyAccountNo: string;
    amountFen: number;
    paidAt: string;
  };
}> {
  const { classId } = await anOpenClass(door);
  const { studentId } = (await door.addStudent()).body;
  const { enrolmentId, termsHash } = (await door.placeOrder({ studentId, classId })).body;
  await door.signContract(enrolmentId, termsHash);
  const payment = (await door.payOrder(enrolmentId)).body;
  const notice = {
    bankSerial: "SB0000000001",
    paymentId: payment.paymentId,
    custodyAccountNo: "88000001",
    amountFen: payment.amountFen,
    paidAt: "2026-03-02T09:00:00+08:00",
  };
  return { enrolmentId, payment, notice };
}
