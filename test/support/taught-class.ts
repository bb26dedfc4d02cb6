import { aggregates } from "../../adapters/aggregates.ts";
import { ClassHead, classKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { newClassChanges, takeSeatChange } from "../../adapters/repositories/class-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findOrderGuard, orderGuardChange } from "../../adapters/repositories/order-guard-items.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { EnrolmentDecision, EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { decidePlaceOrder } from "../../domain/enrolment/place-order.ts";
import { decideReceivePayment } from "../../domain/enrolment/receive-payment.ts";
import { decideRequestPayment } from "../../domain/enrolment/request-payment.ts";
import { decideSignContract } from "../../domain/enrolment/sign-contract.ts";
import { MemberId, type EnrolmentId } from "../../domain/shared/ids.ts";
import { fen } from "../../domain/shared/money.ts";
import { DAY_MS, toRfc3339 } from "../../domain/shared/time.ts";
import { ClassOpened } from "../../events/catalogue.ts";
import { instructRelease } from "../../functions/custody/contracts.ts";
import { taskContext } from "../../functions/kit/event.ts";
import { type Caller, seedMember, seedUnits, testKit, type TestKit } from "./door.ts";
import { aBoundInstitution, fundsOfficer, seedInstitution } from "./institution.ts";
import {
  aClass,
  aCourse,
  anOrder,
  CUSTODY_ACCOUNT,
  dailySessions,
  enrolmentId,
  exactPayIn,
  limits,
  MONDAY,
  PAYOUT_ACCOUNT,
  paymentId,
  SANDBOX_BANK,
  sellable,
  studentId,
  TERMS_HASH,
  valueOf,
} from "./money-builders.ts";

/** A class of three lessons at 100.00 yuan, two families that have paid, and everyone around them. */
export interface TaughtClass {
  readonly kit: TestKit;
  readonly classId: string;
  readonly institutionId: string;
  readonly teacher: Caller;
  /** Teaches at another institution. */
  readonly stranger: Caller;
  readonly officer: Caller;
  /** Of the neighbouring county. */
  readonly neighbour: Caller;
  readonly families: readonly Family[];
}

export interface Family {
  readonly guardian: Caller;
  readonly enrolmentId: EnrolmentId;
}

export const LESSON_COUNT = 3;
export const PRICE_FEN = 30_000;
export const LESSON_FEN = 10_000;

const course = aCourse({ lessonCount: LESSON_COUNT, priceFen: fen(PRICE_FEN) });
const sessions = dailySessions(LESSON_COUNT);
const theClass = aClass({
  capacity: 10_000,
  sessionCount: LESSON_COUNT,
  startsAt: MONDAY + DAY_MS,
  endsAt: MONDAY + LESSON_COUNT * DAY_MS,
});

/**
 * Seeds all of it, and moves the clock on until the sessions have begun.
 * @param rulePackVersion of the orders; those of the default know no time to undo a confirmation
 */
export async function taughtClass(
  familyCount = 2,
  { rulePackVersion } = limits,
): Promise<TaughtClass> {
  const kit = testKit();
  const { institutionId } = course;
  await seedUnits(kit.table);
  const account = { bankId: SANDBOX_BANK, custodyAccountNo: CUSTODY_ACCOUNT };
  await seedInstitution(
    kit,
    aBoundInstitution({
      institutionId,
      account: { ...account, payoutAccountNo: PAYOUT_ACCOUNT, boundAt: MONDAY },
    }),
  );
  await seedClass(kit);
  const families: Family[] = [];
  for (let n = 1; n <= familyCount; n += 1)
    families.push(await seedFamily(kit, n, rulePackVersion));
  const teaches = (id: string) =>
    ({ role: "institution", institutionId: id, duties: ["teacher"] }) as const;
  const teacher = await seedMember(kit.table, "teacher", teaches(institutionId));
  const stranger = await seedMember(kit.table, "stranger", teaches("ins_other"));
  const officer = await seedMember(kit.table, "officer", fundsOfficer("unt_411102"));
  const neighbour = await seedMember(kit.table, "neighbour", fundsOfficer("unt_411103"));
  kit.advance((LESSON_COUNT + 1) * DAY_MS);
  const { classId } = theClass;
  return { kit, classId, institutionId, teacher, stranger, officer, neighbour, families };
}

const seedContext = (kit: TestKit) =>
  taskContext(instructRelease, kit, { correlationId: "seed", causationId: "seed" });

const write = (kit: TestKit, changes: readonly Change[]): Promise<void> =>
  kit.table.commit(changes.map((change) => change.write));

async function seedClass(kit: TestKit): Promise<void> {
  const { classId, courseId, institutionId, capacity, sessionCount, startsAt, endsAt } = theClass;
  const opened = ClassOpened.make({
    classId,
    courseId,
    institutionId,
    capacity,
    sessionCount,
    startsAt: toRfc3339(startsAt),
    endsAt: toRfc3339(endsAt),
  });
  const classes = aggregates(kit.table, classKind);
  await write(kit, [
    ...classes.create(ClassHead.parse(theClass), opened, seedContext(kit)),
    ...newClassChanges(theClass, sessions),
  ]);
}

/** A family orders, signs and pays, by the platform's own decisions; `n` numbers its ids. */
async function seedFamily(kit: TestKit, n: number, rulePackVersion: string): Promise<Family> {
  const guardian = await seedMember(kit.table, `guardian-${n}`, { role: "guardian" });
  const enrolments = aggregates(kit.table, enrolmentKind);
  const context = seedContext(kit);
  const id = enrolmentId(n);
  const pupil = {
    studentId: studentId(n),
    institutionId: course.institutionId,
    subjectKey: course.subjectKey,
  };
  const guard = await findOrderGuard(kit.table, pupil);
  const order = {
    ...anOrder(n),
    studentId: pupil.studentId,
    guardianId: MemberId.parse(guardian.memberId),
  };
  const offer = { course, class: theClass, institution: sellable };
  const rules = { ...limits, rulePackVersion };
  const placed = valueOf(decidePlaceOrder(offer, guard.guard, order, rules, MONDAY));
  await write(kit, [
    ...enrolments.create(placed.enrolment, placed.event, context),
    orderGuardChange(guard, placed.guard),
    takeSeatChange(theClass),
  ]);
  const change = async (decide: (of: EnrolmentState) => EnrolmentDecision): Promise<void> => {
    const found = await enrolments.find(id);
    if (found === undefined) throw new Error(`${id} was not placed`);
    const decided = decide(found.state);
    await write(kit, enrolments.change(found, decided.enrolment, decided.event, context));
  };
  const payment = {
    paymentId: paymentId(n),
    custodyAccountNo: CUSTODY_ACCOUNT,
    expiresAt: MONDAY + DAY_MS,
  };
  const signature = { termsHash: TERMS_HASH };
  await change((enrolment) => valueOf(decideSignContract(enrolment, signature, MONDAY)));
  await change((enrolment) => valueOf(decideRequestPayment(enrolment, payment, MONDAY)));
  await change((enrolment) => {
    const payIn = exactPayIn(enrolment, { bankSerial: `SB${n}` });
    const receipt = valueOf(decideReceivePayment(enrolment, payIn, MONDAY));
    if (receipt.outcome === "already") throw new Error("paid twice");
    return receipt.decision;
  });
  return { guardian, enrolmentId: id };
}
