import { decideAcknowledge } from "../../domain/alert/dispose.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import { commitAlert } from "./commit-alert.ts";
import type { acknowledgeAlert as contract } from "./contracts.ts";
import { alertInCharge, officerIdOf } from "./whose-alert.ts";

export const acknowledgeAlert =
  (kit: Kit): UseCaseOf<typeof contract> =>
  async ({ path: { alertId } }, context) => {
    const found = await alertInCharge(kit, context, alertId);
    const decided = orThrow(decideAcknowledge(found.state, officerIdOf(context)));
    return commitAlert(kit, context, found, decided);
  };
