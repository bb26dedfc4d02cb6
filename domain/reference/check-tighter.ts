import { ok, type Result } from "../shared/result.ts";
import { addDays, type LocalDate } from "../shared/time.ts";
import { TrainingCategory, TrainingMode } from "../shared/training.ts";
import { refuseReference } from "./refusals.ts";
import { packInForce, type AdoptedPack, type PackToAdopt } from "./rule-book.ts";
import {
  resolveParameter,
  type AppliedParameter,
  type RuleContext,
  type RuleParameter,
} from "./rule-packs.ts";
import { compareStrictness, PARAMETERS } from "./rule-parameters.ts";
import { InstitutionSize, TrainingStage } from "./vocabulary.ts";

/** A parameter that would allow more than the levels above do, and what they say. */
export interface LooserParameter {
  readonly parameter: RuleParameter;
  readonly above: AppliedParameter;
}

/**
 * Finds each parameter of a pack that is looser than what the units above have in force, on any day and in any
 * case to which it applies. A stricter value in some other case is no excuse: the pack then has to say so.
 * @param above every pack that the units above have adopted, each unit's own list
 * @param unitPath the path of the unit whose pack it is
 */
export function findLooser(
  pack: PackToAdopt,
  above: readonly (readonly AdoptedPack[])[],
  unitPath: string,
): readonly LooserParameter[] {
  return pack.parameters.flatMap((parameter) => {
    for (const date of daysOfChange(parameter, pack.effectiveFrom, above)) {
      const inForce = above.flatMap((packs) => packInForce(packs, date) ?? []);
      for (const context of casesOf(parameter, { date, unitPath })) {
        const resolved = resolveParameter(inForce, parameter.id, context);
        if (resolved.ok && isStricter(resolved.value.binding.parameter, parameter))
          return [{ parameter, above: resolved.value.binding }];
      }
    }
    return [];
  });
}

const isStricter = (one: RuleParameter, other: RuleParameter): boolean =>
  compareStrictness(one.id, one.value, other.value) < 0;

/** The first day of a parameter, and each later day of its life on which the rules above change. */
function daysOfChange(
  { id, validFrom, validTo }: RuleParameter,
  effectiveFrom: LocalDate,
  above: readonly (readonly AdoptedPack[])[],
): readonly LocalDate[] {
  const first = validFrom > effectiveFrom ? validFrom : effectiveFrom;
  const changes = above
    .flat()
    .flatMap((pack) => [
      pack.effectiveFrom,
      ...pack.parameters
        .filter((parameter) => parameter.id === id)
        .flatMap((parameter) => [
          parameter.validFrom,
          ...(parameter.validTo === undefined ? [] : [addDays(parameter.validTo, 1)]),
        ]),
    ]);
  const later = changes.filter((day) => day > first);
  return [...new Set([first, ...later])].filter((day) => validTo === undefined || day <= validTo);
}

/** Every kind of training, and of institution, to which a parameter applies. */
function* casesOf(
  parameter: RuleParameter,
  where: Pick<RuleContext, "date" | "unitPath">,
): Generator<RuleContext> {
  const categories =
    parameter.category === undefined ? TrainingCategory.options : [parameter.category];
  const modes = parameter.mode === undefined ? TrainingMode.options : [parameter.mode];
  const stages = parameter.stage === undefined ? TrainingStage.options : [parameter.stage];
  const sizes = parameter.size === undefined ? InstitutionSize.options : [parameter.size];
  for (const category of categories)
    for (const mode of modes)
      for (const stage of stages)
        for (const size of sizes) yield { ...where, category, mode, stage, size };
}

/** The same as a refusal that names each parameter, both values and both sources. */
export function checkTighter(
  pack: PackToAdopt,
  above: readonly (readonly AdoptedPack[])[],
  unitPath: string,
): Result<PackToAdopt, "rule.looser-than-above"> {
  const looser = findLooser(pack, above, unitPath);
  if (looser.length === 0) return ok(pack);
  return refuseReference("rule.looser-than-above", { looser: looser.map(inWords).join("; ") });
}

const inWords = ({ parameter, above }: LooserParameter): string =>
  `${said(parameter)} / ${said(above.parameter)} ${above.packVersion}`;

const said = ({ id, value, category, mode, stage, size, source }: RuleParameter): string => {
  const restriction = [category, mode, stage, size].filter((each) => each !== undefined).join(", ");
  const place = restriction === "" ? "" : ` [${restriction}]`;
  return `${id}${place} ${value} ${PARAMETERS[id].unit} (${source.article}, ${source.date})`;
};
