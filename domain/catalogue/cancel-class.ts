import { ClassCancelled } from "../../events/catalogue.ts";
import type { DomainEvent } from "../../events/define.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import type { ClassPlan } from "./class.ts";
import { refuseCatalogue } from "./refusals.ts";

export type CancelClassRefusal = "catalogue.class-cancelled" | "catalogue.class-over";

/**
 * The institution gives a class up: nobody can order or pay a seat in it from now on, its sessions do not take place,
 * and each family gets back what it has paid for lessons that it has not had, without having to ask.
 * @source 机构无法履约的退费：提前告知，退还剩余费用 (Chengdu, 2022-02)
 */
export function decideCancelClass(
  aClass: ClassPlan,
  at: EpochMs,
): Result<{ readonly class: ClassPlan; readonly event: DomainEvent }, CancelClassRefusal> {
  const { classId, institutionId, endsAt } = aClass;
  if (aClass.status === "cancelled")
    return refuseCatalogue("catalogue.class-cancelled", { classId });
  if (endsAt <= at) return refuseCatalogue("catalogue.class-over", { endsAt: toRfc3339(endsAt) });
  return ok({
    class: { ...aClass, status: "cancelled" },
    event: ClassCancelled.make({ classId, institutionId }),
  });
}
