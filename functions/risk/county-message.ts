import * as z from "zod";
import { UnitId } from "../../domain/shared/ids.ts";

/** A county whose institutions are gone through, one after the other. */
export const CountyMessage = z.object({ countyUnitId: UnitId });

/** Some counties whose institutions are gone through: most have few, and a message each would cost more than they do. */
export const CountiesMessage = z.object({ countyUnitIds: z.array(UnitId).min(1) });
