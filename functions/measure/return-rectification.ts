import { returnRectification as decideReturn } from "../../domain/measure/rectify.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { memberOf } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { periodClock } from "../kit/period-clock.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import { commitWrittenStep } from "./commit-step.ts";
import type { returnRectification as contract } from "./step-contracts.ts";
import { measureSummary } from "./views.ts";
import { measureInArea } from "./whose-measure.ts";

export const returnRectification = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const startClock = periodClock(kit, "measure.rectify-working-days", "show-overdue");

  return async ({ path: { measureId }, body: { reason: text } }, context) => {
    const found = await measureInArea(kit, context, measureId, ["risk"]);
    const officerId = MemberId.parse(memberOf(context).memberId);
    const deadline = await startClock(found.state, context.now);
    const step = orThrow(decideReturn(found.state, { officerId, deadline }));
    return commitWrittenStep(kit, context, found, { step, text }, measureSummary);
  };
};
