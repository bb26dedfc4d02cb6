import { submitRectification as decideSubmit } from "../../domain/measure/rectify.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { memberOf } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import { commitWrittenStep } from "./commit-step.ts";
import type { submitRectification as contract } from "./step-contracts.ts";
import { measureForInstitution } from "./views.ts";
import { measureAboutUs } from "./whose-measure.ts";

export const submitRectification =
  (kit: PersonalKit): UseCaseOf<typeof contract> =>
  async ({ path: { measureId }, body: { text } }, context) => {
    const found = await measureAboutUs(kit, context, measureId, ["owner"]);
    const memberId = MemberId.parse(memberOf(context).memberId);
    const step = orThrow(decideSubmit(found.state, memberId));
    return commitWrittenStep(kit, context, found, { step, text }, measureForInstitution);
  };
