import { aggregates } from "../../adapters/aggregates.ts";
import { limitAttemptsId, limitAttemptsKind } from "../../adapters/repositories/catalogue-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import { commitCommand, StaleVersion } from "../../adapters/unit-of-work.ts";
import { attemptOf, noteAttempt } from "../../domain/catalogue/limit-attempts.ts";
import type { CourseId, InstitutionId, UnitId } from "../../domain/shared/ids.ts";
import type { Refusal, Result } from "../../domain/shared/result.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import type { RequestContext } from "../kit/context.ts";
import { orThrow } from "../kit/problem.ts";
import { againWhenStale } from "../kit/again-when-stale.ts";

/** Who offers, and which course where it has one already. */
interface Offer {
  readonly institutionId: InstitutionId;
  readonly countyUnitId: UnitId;
  readonly courseId?: CourseId;
}

type WithinLimits = <T>(offer: Offer, decided: Result<T>, context: RequestContext) => Promise<T>;

/**
 * The value of a decision; where it was refused for a limit of one charge, the attempt is noted before the refusal is
 * thrown. Nothing of the command itself is written, its idempotency key included: a repeat is refused again, and finds
 * the attempt noted.
 * @throws Refused, as `orThrow`; StoreUnavailable where it could not be noted, so that the caller asks again
 */
export const withinLimits = (table: Table): WithinLimits => {
  const days = aggregates(table, limitAttemptsKind);

  async function note(offer: Offer, refusal: Refusal, context: RequestContext): Promise<void> {
    const { courseId, ...offerer } = offer;
    const attempt = attemptOf(refusal, courseId);
    if (attempt === undefined) return;
    const ofDay = { ...offerer, day: shanghaiDate(context.now) };
    const { idempotency: _notAnswered, ...noting } = { ...context, attached: [] };
    await againWhenStale(async () => {
      const found = await days.find(limitAttemptsId(ofDay));
      const noted = noteAttempt(found?.state ?? ofDay, attempt);
      if (noted === undefined) return;
      const { attempts, event } = noted;
      const changes = found
        ? days.change(found, attempts, event, noting)
        : days.create(attempts, event, noting);
      await commitCommand(table, noting, changes, {});
    }).catch(unlessOvertaken);
  }

  return async (offer, decided, context) => {
    if (!decided.ok) await note(offer, decided.refusal, context);
    return orThrow(decided);
  };
};

/** Others were faster each time: their attempts of the same day are noted, which shows the same. */
function unlessOvertaken(error: unknown): void {
  if (!(error instanceof StaleVersion)) throw error;
}
