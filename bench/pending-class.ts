import { bankDirectory } from "../adapters/bank/bank-directory.ts";
import { rulePacks } from "../adapters/rule-packs.ts";
import type { Item, Table } from "../adapters/table/table.ts";
import { unitTree } from "../adapters/unit-tree.ts";
import { builtInPacks } from "../domain/reference/local-rule-packs.ts";
import type { Kit } from "../functions/kit/deps.ts";
import { memberDirectory } from "../functions/kit/members.ts";
import { BatchAnswer, MOST_ENROLMENTS } from "../functions/lesson/schemas.ts";
import { lessonCalls, present } from "../test/support/lessons.ts";
import { limits } from "../test/support/money-builders.ts";
import { type Family, taughtClass } from "../test/support/taught-class.ts";

/** A taught class whose families are all asked to confirm lesson 1. */
export interface PendingClass {
  readonly families: readonly Family[];
  /** All that lies in its table. */
  readonly items: readonly Item[];
  /** Of these, what a confirmation changes. */
  readonly changing: readonly Item[];
  /** The kit of its functions on another table that holds these items. */
  readonly kitOn: (table: Table) => Kit;
}

const CHANGING = new Set(["enrolment", "lesson", "order-guard"]);

/** Builds such a class in memory, by the platform's own commands. */
export async function pendingClass(familyCount: number): Promise<PendingClass> {
  const nation = builtInPacks.find(({ unitId }) => unitId === "unt_100000");
  if (nation === undefined) throw new Error("the nation has no rule pack");
  const { kit, classId, teacher, families } = await taughtClass(familyCount, {
    ...limits,
    rulePackVersion: nation.version,
  });
  const calls = lessonCalls(kit, classId);
  const ids = families.map(({ enrolmentId }) => enrolmentId);
  for (let first = 0; first < ids.length; first += MOST_ENROLMENTS) {
    const some = ids.slice(first, first + MOST_ENROLMENTS);
    await calls.attend(teacher, present(...some));
    const { results } = BatchAnswer.parse((await calls.request(teacher, some)).body);
    const refused = results.find((one) => "problem" in one);
    if (refused !== undefined) throw new Error(`not asked: ${JSON.stringify(refused)}`);
  }
  const kitOn = (table: Table): Kit => ({
    ...kit,
    table,
    members: memberDirectory(table, kit.now),
    banks: bankDirectory(table),
    units: unitTree(table),
    rules: rulePacks(table, kit.now),
  });
  const items = kit.table.all();
  return { families, items, changing: items.filter(({ type }) => CHANGING.has(type)), kitOn };
}
