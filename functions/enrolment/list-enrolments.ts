import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { namesForGuardian } from "../../adapters/repositories/student-registry.ts";
import { keys } from "../../adapters/table/keys.ts";
import { memberOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { listEnrolments as contract } from "./contracts.ts";
import { enrolmentSummary } from "./views.ts";

export const listEnrolments = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table, mac } = kit;
  const enrolments = aggregates(table, enrolmentKind);
  const pages = cursors(mac);

  return async ({ query: { limit, cursor } }, context) => {
    const { memberId } = memberOf(context);
    const after = await pages.read(context, {}, cursor);
    const page = await table.query({
      index: "gsi1",
      pk: keys.enrolmentsOfGuardian(memberId),
      backwards: true,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    const found = await enrolments.findMany(page.items.map((item) => keys.idOf(item.pk)));
    const studentIds = [...new Set(found.map(({ state }) => state.studentId))];
    const names = await namesForGuardian(kit, memberId, studentIds);
    return {
      enrolments: found.map(({ state }) => enrolmentSummary(state, names.get(state.studentId))),
      ...(await pages.write(context, {}, page.next)),
    };
  };
};
