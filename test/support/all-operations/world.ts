import type { Signer } from "../../../adapters/signing/keys.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { type Caller, seedUnits } from "../door.ts";
import { aStudent } from "../enrolment.ts";
import { present } from "../lessons.ts";
import { tellBothSides } from "../notices.ts";
import { fakeBank, releaseLine } from "../release-line.ts";
import { announcementOf } from "../uploads.ts";
import { type Ask, askingOn } from "./ask.ts";
import { type AlertsOfTheWorld, alertsOfTheWorld } from "./world-alerts.ts";
import { type CollapseOfTheWorld, collapseOfTheWorld } from "./world-collapse.ts";
import { type ComplaintsOfTheWorld, complaintsOfTheWorld } from "./world-complaints.ts";
import { type IndicatorsOfTheWorld, indicatorsOfTheWorld } from "./world-indicators.ts";
import {
  FROZEN,
  FROZEN_CUSTODY_ACCOUNT,
  numbered,
  seedInstitutions,
} from "./world-institutions.ts";
import { worldKit, type WorldKit } from "./world-kit.ts";
import { type MeasuresOfTheWorld, measuresOfTheWorld } from "./world-measures.ts";
import { misplacedMoney, type MisplacedMoney, readyProposal } from "./world-money.ts";
import { awaitedList } from "./world-openings.ts";
import { changeQuoted, offers, ordered, paidOrder } from "./world-orders.ts";
import { type SubscriptionsOfTheWorld, subscriptionsOfTheWorld } from "./world-subscriptions.ts";
import { peopleOf } from "./world-people.ts";
import { type RefundsOfTheWorld, refundsOfTheWorld } from "./world-refunds.ts";
import { type SupervisionOfTheWorld, supervisionOfTheWorld } from "./world-supervision.ts";

/** The ids of what lies in the world; each stands where its operation can begin. */
export interface Things
  extends
    CollapseOfTheWorld,
    MisplacedMoney,
    MeasuresOfTheWorld,
    ComplaintsOfTheWorld,
    RefundsOfTheWorld,
    AlertsOfTheWorld,
    IndicatorsOfTheWorld,
    SubscriptionsOfTheWorld,
    SupervisionOfTheWorld {
  readonly institutionId: string;
  /** Has no custody account yet. */
  readonly bareInstitutionId: string;
  /** Has a proposal that the bank confirmed. */
  readonly proposalId: string;
  readonly draftId: string;
  readonly courseId: string;
  /** Begins in a month; one of its sessions is cancelled. */
  readonly classId: string;
  /** Of the same course; nobody is in it. */
  readonly laterClassId: string;
  /** What it would be to change `orderAhead` to it. */
  readonly changeQuote: string;
  /** Its sessions are over. */
  readonly taughtClassId: string;
  readonly studentId: string;
  readonly orderToSign: { readonly enrolmentId: string; readonly termsHash: string };
  readonly orderToPay: string;
  /** Its payment is awaited. */
  readonly paymentId: string;
  readonly amountFen: number;
  /** Paid; lesson 1 is on its way to the institution, 2 asked for, 3 attended, 4 disputed. */
  readonly paidOrder: string;
  /** Paid; its lesson 1 is confirmed, which may still be undone. */
  readonly confirmedOrder: string;
  /** Paid; its lessons are to come. */
  readonly orderAhead: string;
  /** Under which the bank has its payment. */
  readonly aheadSerial: string;
  readonly disputeId: string;
  readonly lessonFen: number;
  readonly instructionId: string;
  /** In the guardian's inbox, and in the institution's. */
  readonly noticeId: string;
  readonly institutionNoticeId: string;
  readonly institutionJobId: string;
  readonly rosterJobId: string;
  readonly openingJobId: string;
}

export interface World {
  readonly kit: WorldKit;
  readonly things: Things;
  readonly guardian: Caller;
  readonly owner: Caller;
  /** Proposed and handed in what lies in the world, for education in the county of the institutions. */
  readonly author: Caller;
  readonly signer: Signer;
}

export const CUSTODY_ACCOUNT = "88000001";
/** Where every institution of the world lies, and the trade of all. */
export const COUNTY = "unt_411102";
export const CATEGORY = "culture-art";

/** Teaches at the institution of the world. */
export const TEACHER = "world-teacher";
/** Somebody else's: its people are strangers here. */
export const OTHER_INSTITUTION = numbered("Z");

/** Under which the bank has the payment of the order whose lessons all lie ahead. */
const AHEAD_SERIAL = "SB0000000021";

/** Longer than a family may take a confirmation back. */
const UNDO_IS_OVER_MS = 60 * 60_000;

/** An order that is paid, and whose first lessons are taught; the clock moves on behind the last. */
async function taughtOrder(
  kit: WorldKit,
  ask: Ask,
  { guardian, owner, signer }: Pick<World, "guardian" | "owner" | "signer">,
  seat: { readonly studentId: string; readonly classId: string },
) {
  const enrolmentId = await paidOrder(ask, { guardian, signer }, seat, {
    bankSerial: "SB0000000001",
    paidAt: "2026-03-02T09:00:00+08:00",
  });
  const confirmedOrder = await paidOrder(ask, { guardian, signer }, seat, {
    bankSerial: "SB0000000022",
    paidAt: "2026-03-02T09:00:00+08:00",
  });
  kit.advance(5 * DAY_MS);
  const session = (sessionNumber: string) => ({ classId: seat.classId, sessionNumber });
  for (const number of ["1", "2", "3", "4"])
    await ask("recordAttendance", owner, {
      path: session(number),
      body: { records: present(enrolmentId, ...(number === "1" ? [confirmedOrder] : [])) },
    });
  for (const number of ["1", "2", "4"])
    await ask("requestConfirmation", owner, { path: session(number), body: {} });
  const path = { enrolmentId, lessonNumber: "1" };
  const { amountFen } = await ask("confirmLesson", guardian, { path });
  const { disputeId } = await ask("disputeLesson", guardian, {
    path: { enrolmentId, lessonNumber: "4" },
    body: { reason: "too-short", text: "只上了半小时" },
  });
  kit.advance(UNDO_IS_OVER_MS);
  const bank = fakeBank();
  const line = releaseLine(kit, bank);
  await line.instruct();
  await line.send();
  const [release] = bank.asked;
  if (release === undefined) throw new Error("no release was instructed");
  const { instructionId } = release;
  await ask("confirmLesson", guardian, {
    path: { enrolmentId: confirmedOrder, lessonNumber: "1" },
  });
  return { enrolmentId, confirmedOrder, disputeId, lessonFen: Number(amountFen), instructionId };
}

/** Builds the world by the platform's own operations, so that all in it is as the platform makes it. */
export async function aWorld(): Promise<World> {
  const kit = worldKit();
  await seedUnits(kit.table);
  await seedInstitutions(kit);
  const institutionId = numbered("A");
  const people = await peopleOf(kit, institutionId);
  const { guardian, owner, author } = people;
  const ask = askingOn(kit);

  const { taughtClassId, ...offer } = await offers(ask, owner, institutionId);
  const { classId } = offer;
  const { studentId } = await ask("addStudent", guardian, { body: aStudent() });
  const paid = await taughtOrder(kit, ask, people, { studentId, classId: taughtClassId });
  const orderToSign = await ordered(ask, guardian, { studentId, classId }, "placed");
  const orderToPay = await ordered(ask, guardian, { studentId, classId }, "signed");
  const { payment } = await ordered(ask, guardian, { studentId, classId }, "payable");
  const orderAhead = await paidOrder(
    ask,
    people,
    { studentId, classId },
    { bankSerial: AHEAD_SERIAL, paidAt: "2026-03-07T08:30:00+08:00" },
  );
  const orderToRefund = await paidOrder(
    ask,
    people,
    { studentId, classId },
    { bankSerial: "SB0000000023", paidAt: "2026-03-07T08:30:00+08:00" },
  );
  const misplaced = await misplacedMoney(kit, ask, people.signer, {
    paymentId: payment.paymentId,
    custodyAccountNo: CUSTODY_ACCOUNT,
    amountFen: Number(payment.amountFen) + 1,
    paidAt: "2026-03-07T08:30:00+08:00",
  });
  const announced = announcementOf("名单.csv", Buffer.from("a,b\n"));
  const watcher = author;

  return {
    kit,
    ...people,
    things: {
      institutionId,
      bareInstitutionId: numbered("B"),
      proposalId: await readyProposal(kit, ask, author, numbered("C")),
      ...offer,
      taughtClassId,
      studentId,
      orderToSign,
      orderToPay: orderToPay.enrolmentId,
      paymentId: payment.paymentId,
      amountFen: payment.amountFen,
      paidOrder: paid.enrolmentId,
      confirmedOrder: paid.confirmedOrder,
      orderAhead,
      aheadSerial: AHEAD_SERIAL,
      changeQuote: await changeQuoted(ask, people.guardian, orderAhead, offer.laterClassId),
      disputeId: paid.disputeId,
      lessonFen: paid.lessonFen,
      instructionId: paid.instructionId,
      ...misplaced,
      ...(await refundsOfTheWorld(kit, ask, people, {
        orderToRefund,
        orderAhead,
        taughtOrder: paid.enrolmentId,
      })),
      ...(await collapseOfTheWorld(kit, ask, people, {
        institutionId: FROZEN,
        custodyAccountNo: FROZEN_CUSTODY_ACCOUNT,
        unitId: COUNTY,
      })),
      ...(await supervisionOfTheWorld(kit, ask, people)),
      ...(await complaintsOfTheWorld(kit, ask, people, institutionId)),
      ...(await measuresOfTheWorld(ask, people, institutionId, FROZEN)),
      ...(await subscriptionsOfTheWorld(kit, ask, watcher)),
      ...(await indicatorsOfTheWorld(kit, ask, watcher)),
      ...(await alertsOfTheWorld(kit, ask, watcher, institutionId)),
      ...(await tellBothSides(kit, guardian, institutionId, paid.enrolmentId)),
      institutionJobId: (await ask("importInstitutions", author, { body: announced })).jobId,
      openingJobId: await awaitedList(kit, ask, owner, institutionId),
      rosterJobId: (await ask("importRoster", owner, { path: { classId }, body: announced })).jobId,
    },
  };
}
