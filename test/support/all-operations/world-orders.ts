import type { Caller } from "../door.ts";
import { newCourse, sessionTimes } from "../enrolment.ts";
import type { Ask } from "./ask.ts";
import { CUSTODY_ACCOUNT, type World } from "./world.ts";

/** What is offered in the world, and the orders of it. */

/** Of the class that begins in a month. */
export const CANCELLED_SESSION = 4;

/** A draft, a published course, and its classes: one begins tomorrow, one in a month, one two days later. */
export async function offers(ask: Ask, owner: Caller, institutionId: string) {
  const draft = async (): Promise<string> =>
    (await ask("createCourse", owner, { path: { institutionId }, body: newCourse() })).courseId;
  const draftId = await draft();
  const courseId = await draft();
  await ask("publishCourse", owner, { path: { courseId } });
  const open = async (daysLater: number): Promise<string> => {
    const body = { capacity: 30, sessions: sessionTimes(4, daysLater) };
    return (await ask("openClass", owner, { path: { courseId }, body })).classId;
  };
  const [taughtClassId, classId, laterClassId] = [await open(0), await open(30), await open(32)];
  const sessionNumber = String(CANCELLED_SESSION);
  await ask("cancelLesson", owner, { path: { classId, sessionNumber } });
  return { draftId, courseId, taughtClassId, classId, laterClassId };
}

/** An order of a seat, taken so far. */
export async function ordered(
  ask: Ask,
  guardian: Caller,
  body: { readonly studentId: string; readonly classId: string },
  upTo: "placed" | "signed" | "payable",
) {
  const { enrolmentId, termsHash } = await ask("placeOrder", guardian, { body });
  const path = { enrolmentId };
  if (upTo !== "placed") await ask("signContract", guardian, { path, body: { termsHash } });
  const payment = upTo === "payable" ? await ask("payOrder", guardian, { path }) : undefined;
  return { enrolmentId: String(enrolmentId), termsHash: String(termsHash), payment };
}

/** What it would be to move all of an order to another class. */
export async function changeQuoted(
  ask: Ask,
  guardian: Caller,
  enrolmentId: string,
  classId: string,
): Promise<string> {
  const path = { enrolmentId };
  return (await ask("quoteClassChange", guardian, { path, body: { classId } })).quote;
}

/** An order that is paid. */
export async function paidOrder(
  ask: Ask,
  { guardian, signer }: Pick<World, "guardian" | "signer">,
  seat: { readonly studentId: string; readonly classId: string },
  { bankSerial, paidAt }: { readonly bankSerial: string; readonly paidAt: string },
): Promise<string> {
  const { enrolmentId, payment } = await ordered(ask, guardian, seat, "payable");
  const { paymentId, amountFen } = payment;
  await ask("notifyPayIn", signer, {
    body: { bankSerial, paymentId, custodyAccountNo: CUSTODY_ACCOUNT, amountFen, paidAt },
  });
  return enrolmentId;
}
