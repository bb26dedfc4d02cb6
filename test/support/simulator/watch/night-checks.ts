import { aggregates } from "../../../../adapters/aggregates.ts";
import { institutionKind } from "../../../../adapters/repositories/institution-kinds.ts";
import { allIndicators } from "../../../../domain/risk/indicators/all.ts";
import { judge } from "../../../../domain/risk/judge.ts";
import { UnitId } from "../../../../domain/shared/ids.ts";
import { shanghaiDate } from "../../../../domain/shared/time.ts";
import { repeatableContext } from "../../../../functions/kit/task.ts";
import * as risk from "../../../../functions/risk/contracts.ts";
import { evaluateCounty } from "../../../../functions/risk/evaluate-county.ts";
import { caseReader } from "../../../../functions/risk/read-case.ts";
import type { Story } from "../engine/story.ts";
import { COUNTY } from "../world/stage.ts";
import { itemAs } from "./watched-items.ts";

/**
 * After the night's evaluation of the county exactly those alerts are open, and at that level, of which every indicator
 * warns by the facts read from scratch.
 */
export async function checkNight(story: Story, say: (what: string) => void): Promise<void> {
  const { kit } = story.newHelper(risk.evaluateCounty.id);
  const cause = { correlationId: "night", causationId: "night" };
  const context = repeatableContext(risk.evaluateCounty, kit, cause);
  await evaluateCounty(kit)({ countyUnitIds: [UnitId.parse(COUNTY)] }, context);
  const alerts = story.table.all().flatMap((item) => itemAs(item, "alert")?.state ?? []);
  // What is read here goes past the process, and past what was planted in it.
  const readCase = caseReader({ ...kit, table: story.table });
  for (const { institutionId } of story.stage.institutions) {
    const institution = await aggregates(story.table, institutionKind).find(institutionId);
    if (institution === undefined) continue;
    const day = shanghaiDate(story.now);
    const { known } = await readCase(institution.state, allIndicators, day);
    const warnings = allIndicators.map((indicator) => judge(indicator, known));
    const must = named(warnings.filter(({ level }) => level !== "none"));
    const own = alerts.filter((alert) => alert.institutionId === institutionId);
    const open = named(own.filter(({ status }) => status !== "cleared"));
    if (open !== must) say(`${institutionId} is warned of for ${open}, and its facts say ${must}`);
  }
}

const named = (warnings: readonly { readonly indicatorId: string; readonly level: string }[]) =>
  warnings.length === 0
    ? "nothing"
    : warnings
        .map(({ indicatorId, level }) => `${indicatorId} ${level}`)
        .toSorted()
        .join();
