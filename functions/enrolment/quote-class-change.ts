import { EnrolmentId, ID_PREFIXES } from "../../domain/shared/ids.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { quoteClassChange as contract } from "./change-contracts.ts";
import { classChanges, ownOrder, sealedChangeQuotes } from "./class-change.ts";

export const quoteClassChange = (kit: Kit): UseCaseOf<typeof contract> => {
  const workOut = classChanges(kit);
  const seals = sealedChangeQuotes(kit);

  return async ({ path: { enrolmentId }, body: { classId, lessonNumbers } }, context) => {
    const toEnrolmentId = EnrolmentId.parse(context.newId(ID_PREFIXES.EnrolmentId));
    const asked = { toEnrolmentId, classId, lessonNumbers };
    const found = await ownOrder(kit, context, enrolmentId);
    const { weighed, terms, termsHash, decided } = await workOut(found, asked, context);
    const { lessonCount, amountFen } = weighed;
    const lessons = weighed.lessons.map((one) => ({
      lessonNumber: one.lessonNumber,
      amountFen: one.amountFen,
    }));
    const numbers = lessons.map(({ lessonNumber }) => lessonNumber);
    const change = { enrolmentId, toEnrolmentId, lessonCount, amountFen, termsHash };
    return {
      quote: await seals.write(context, { ...change, classId, lessonNumbers: numbers }),
      ...change,
      contractNo: terms.contractNo,
      lessons,
      endsOrder: decided.from.enrolment.status === "terminated",
      terms,
    };
  };
};
