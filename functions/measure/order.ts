import type * as z from "zod";
import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import type { MeasureDecision } from "../../domain/measure/measure.ts";
import type { OrderMeasure } from "../../domain/measure/order.ts";
import { type AlertId, ID_PREFIXES, MeasureId, MemberId } from "../../domain/shared/ids.ts";
import type { LegalBasis } from "../../domain/shared/measure-codes.ts";
import { requireAlertOf } from "../alert/note-on-alert.ts";
import { memberOf, notFound, requireMatter } from "../kit/access.ts";
import type { OfficerDuty } from "../kit/contract.ts";
import type { RequestContext } from "../kit/context.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { MeasureSummary } from "./schemas.ts";
import { measureChanges, textChange } from "./step.ts";
import { measureSummary } from "./views.ts";

/** What is ordered, about whom, and by which article. */
export interface Asked {
  readonly basis: LegalBasis;
  readonly alertId?: AlertId | undefined;
}

/** What every order about an institution does alike, whatever it orders. */
export function measureOrders(kit: PersonalKit) {
  const { table, units } = kit;
  const institutions = aggregates(table, institutionKind);

  return {
    /** The institution, which lies in the caller's area and trade, and the order as the caller gives it. */
    async prepare(
      context: RequestContext,
      institutionId: string,
      { basis, alertId }: Asked,
      duties: readonly OfficerDuty[],
    ): Promise<{
      readonly institution: Stored<InstitutionState>;
      readonly order: OrderMeasure;
    }> {
      const institution = await institutions.find(institutionId);
      if (institution === undefined) throw notFound("institution", institutionId);
      await requireMatter(context, units, institution.state, duties);
      await requireAlertOf(table, institutionId, alertId);
      const measureId = MeasureId.parse(context.newId(ID_PREFIXES.MeasureId));
      const officerId = MemberId.parse(memberOf(context).memberId);
      return { institution, order: { measureId, officerId, basis, alertId } };
    },

    /** The measure with its sealed reason, its notices and the note on its alert, in one commit. */
    async commit(
      context: RequestContext,
      decided: MeasureDecision,
      reason: string,
      further: readonly Change[] = [],
    ): Promise<z.input<typeof MeasureSummary>> {
      const { measure, event } = decided;
      const text = await textChange(kit, measure.measureId, 1, reason);
      const changes = await measureChanges(table, context, undefined, { measure, event });
      return commitCommand(table, context, [...changes, text, ...further], measureSummary(measure));
    },
  };
}
