import * as z from "zod";
import { UnitId } from "../../domain/shared/ids.ts";

/** A county whose institutions are gone through, one after the other. */
export const CountyMessage = z.object({ countyUnitId: UnitId });
