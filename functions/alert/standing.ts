import type * as z from "zod";
import type { AlertState } from "../../domain/alert/alert.ts";
import { nextDueOf } from "../../domain/alert/clocks.ts";
import { routeOf } from "../../domain/alert/route.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { AlertStanding } from "./schemas.ts";

export type Standing = z.input<typeof AlertStanding>;

/** Where an alert stands, who acts on it, and until when: what every command answers. */
export function standingOf(alert: AlertState): Standing {
  const { alertId, status, level, tier, isOverdue = false } = alert;
  const next = nextDueOf(alert);
  const isOpen = status === "raised" || status === "acknowledged";
  return {
    alertId,
    status,
    level,
    tier,
    actingUnitIds: isOpen ? [...routeOf(alert).act] : [],
    isOverdue,
    ...(next === undefined
      ? {}
      : {
          deadline: {
            action: next === alert.acknowledgeBy ? "acknowledge" : "conclude",
            dueAt: toRfc3339(next.dueAt),
            article: next.basis,
            isProvisional: next.provisional,
          },
        }),
  };
}

/** What is written about an alert is found by the entry of the journal that it belongs to. */
export const textIdOf = (alertId: string, sequence: number): string => `${alertId}.${sequence}`;
