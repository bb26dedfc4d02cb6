import * as z from "zod";
import { RuleParameter, RuleSource } from "../../domain/reference/rule-packs.ts";

/** Shapes that several answers of this capability share. */

export const Bilingual = z.strictObject({ zh: z.string(), en: z.string() });

const SourceView = z.strictObject(RuleSource.shape);

/** One value of one parameter: to what it applies, from when, and where it comes from. */
export const RuleView = z.strictObject({ ...RuleParameter.shape, source: SourceView });

/** A value as a unit sets it for itself: the scope is the unit's own. */
export const RuleInput = RuleView.omit({ scope: true });
