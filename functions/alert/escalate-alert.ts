import { decideEscalate } from "../../domain/alert/escalate.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import { alertRules } from "./alert-rules.ts";
import { commitWritten } from "./commit-alert.ts";
import type { escalateAlert as contract } from "./contracts.ts";
import { alertInArea, officerIdOf } from "./whose-alert.ts";

/** Whoever acts sends an alert up, and whoever stands above them may call it up. */
export const escalateAlert = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const rulesFor = alertRules(kit);

  return async ({ path: { alertId }, body: { text } }, context) => {
    const found = await alertInArea(kit, context, alertId, ["risk"]);
    const rules = await rulesFor(found.state, context.now);
    const officerId = officerIdOf(context);
    const decided = orThrow(decideEscalate(found.state, officerId, rules, context.now));
    return commitWritten(kit, context, found, decided, text);
  };
};
