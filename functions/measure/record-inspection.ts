import { recordInspection as decideRecord } from "../../domain/measure/end.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { memberOf } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import { commitWrittenStep } from "./commit-step.ts";
import type { recordInspection as contract } from "./step-contracts.ts";
import { measureSummary } from "./views.ts";
import { measureInArea } from "./whose-measure.ts";

export const recordInspection =
  (kit: PersonalKit): UseCaseOf<typeof contract> =>
  async ({ path: { measureId }, body: { report: text, ...findings } }, context) => {
    const found = await measureInArea(kit, context, measureId, ["risk"]);
    const officerId = MemberId.parse(memberOf(context).memberId);
    const decided = orThrow(decideRecord(found.state, findings, officerId, context.now));
    const step = { ...decided, officerId };
    return commitWrittenStep(kit, context, found, { step, text }, measureSummary);
  };
