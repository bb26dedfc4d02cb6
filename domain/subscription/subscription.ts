import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import {
  AlertsSubscribed,
  DigestDrawnUp,
  SubscriptionEnded,
  SubscriptionSecretRotated,
  SubscriptionTested,
} from "../../events/subscription.ts";
import { DEPARTMENTS } from "../identity/competence.ts";
import { MemberId, SubscriptionId, UnitId } from "../shared/ids.ts";
import { ok, type Result } from "../shared/result.ts";
import { AlertLevel, IndicatorId } from "../shared/risk-codes.ts";
import { SubscriptionPace, SubscriptionWay } from "../shared/subscription-codes.ts";
import {
  DAY_MS,
  EpochMs,
  HOUR_MS,
  type LocalDate,
  shanghaiDate,
  startOfDay,
  toRfc3339,
} from "../shared/time.ts";
import { refuseSubscription, type SubscriptionRefusal } from "./refusals.ts";

/** Of which alerts: an empty list leaves nothing out. */
export const AlertFilter = z.strictObject({
  leastLevel: AlertLevel.meta({ description: "yellow: every alert; red: red ones only" }),
  indicators: z.array(IndicatorId).max(IndicatorId.options.length).default([]),
  units: z.array(UnitId).max(20).default([]).meta({
    description: "Only institutions below one of these; all below the unit where none is named",
  }),
});
export type AlertFilter = z.infer<typeof AlertFilter>;

/** The head of a subscription (预警订阅), at most 1 KB. Addresses and secrets lie sealed, elsewhere. */
export const SubscriptionState = z.object({
  subscriptionId: SubscriptionId,
  /** Whose it is: an office, that is a unit and its department. */
  unitId: UnitId,
  department: z.enum(DEPARTMENTS),
  authorId: MemberId,
  way: SubscriptionWay,
  pace: SubscriptionPace,
  language: z.enum(["zh-CN", "en"]),
  filter: AlertFilter,
  /** To which host a webhook goes. */
  host: z.string().optional(),
  /** Until when the secret before the present one signs as well. */
  formerSecretUntil: EpochMs.optional(),
  /** When the next digest is due. */
  digestAt: EpochMs.optional(),
  /** When it was tested last. */
  testedAt: EpochMs.optional(),
  subscribedAt: EpochMs,
  endedAt: EpochMs.optional(),
});
export type SubscriptionState = z.infer<typeof SubscriptionState>;

export interface SubscriptionDecision {
  readonly subscription: SubscriptionState;
  readonly event: DomainEvent;
}
type Decided = Result<SubscriptionDecision, SubscriptionRefusal>;

/** So many live subscriptions one unit may have: each alert below it writes as many deliveries. */
export const MOST_OF_A_UNIT = 50;

/** [D] When officers find the digest of the day before them. */
const MORNING_MS = 8 * HOUR_MS;

/** The first morning after an instant, at 08:00 by Shanghai's clock. */
export function nextMorning(at: EpochMs): EpochMs {
  const today = startOfDay(shanghaiDate(at)) + MORNING_MS;
  return at < today ? today : today + DAY_MS;
}

/** @param liveCount how many subscriptions the unit has */
export function subscribe(
  asked: Omit<
    SubscriptionState,
    "digestAt" | "testedAt" | "subscribedAt" | "endedAt" | "formerSecretUntil"
  >,
  liveCount: number,
  at: EpochMs,
): Decided {
  const { subscriptionId, unitId, authorId: officerId, way, pace } = asked;
  if (liveCount >= MOST_OF_A_UNIT)
    return refuseSubscription("subscription.too-many", { unitId, most: MOST_OF_A_UNIT });
  const digestAt = pace === "each-morning" ? nextMorning(at) : undefined;
  return ok({
    subscription: { ...asked, subscribedAt: at, ...(digestAt === undefined ? {} : { digestAt }) },
    event: AlertsSubscribed.make({ subscriptionId, unitId, officerId, way, pace }),
  });
}

const live = ({
  subscriptionId,
  endedAt,
}: SubscriptionState): Result<undefined, SubscriptionRefusal> =>
  endedAt === undefined
    ? ok(undefined)
    : refuseSubscription("subscription.ended", { subscriptionId });

export function endSubscription(
  subscription: SubscriptionState,
  officerId: MemberId,
  at: EpochMs,
): Decided {
  const alive = live(subscription);
  if (!alive.ok) return alive;
  const { digestAt: _none, ...rest } = subscription;
  const { subscriptionId, unitId } = subscription;
  return ok({
    subscription: { ...rest, endedAt: at },
    event: SubscriptionEnded.make({ subscriptionId, unitId, officerId }),
  });
}

/** [D] So long both secrets sign, for the receiver to change over. */
const BOTH_SECRETS_MS = DAY_MS;

/** Whether former secrets sign as well. */
export const isFormerLive = (
  { formerSecretUntil }: Pick<SubscriptionState, "formerSecretUntil">,
  at: EpochMs,
): boolean => formerSecretUntil !== undefined && at < formerSecretUntil;

/** A new secret signs from now on, and the former one beside it for a day. */
export function rotateSecret(
  subscription: SubscriptionState,
  officerId: MemberId,
  at: EpochMs,
): Decided {
  const alive = live(subscription);
  if (!alive.ok) return alive;
  const { subscriptionId, unitId, way } = subscription;
  if (way !== "webhook") return refuseSubscription("subscription.no-secret", { way });
  const formerSecretUntil = at + BOTH_SECRETS_MS;
  return ok({
    subscription: { ...subscription, formerSecretUntil },
    event: SubscriptionSecretRotated.make({
      subscriptionId,
      unitId,
      officerId,
      formerUntil: toRfc3339(formerSecretUntil),
    }),
  });
}

/** Whether something may be sent now because somebody asks for it. */
export const requireLive = live;

/** [D] A test goes out to a stranger, and by SMS costs money: no more often than this. */
const TEST_EVERY_MS = 60_000;

/** Notes that a test is sent, and how soon the next one may be. */
export function testSubscription(
  subscription: SubscriptionState,
  officerId: MemberId,
  at: EpochMs,
): Decided {
  const alive = live(subscription);
  if (!alive.ok) return alive;
  const { subscriptionId, unitId, testedAt } = subscription;
  const next = testedAt === undefined ? at : testedAt + TEST_EVERY_MS;
  if (at < next)
    return refuseSubscription("subscription.tested-just-now", {
      ...{ subscriptionId, again: toRfc3339(next) },
    });
  return ok({
    subscription: { ...subscription, testedAt: at },
    event: SubscriptionTested.make({ subscriptionId, unitId, officerId }),
  });
}

/**
 * The digest of a morning was drawn up: the next one is due on the morning after. After a standstill of days
 * the newest morning alone is told.
 * @returns nothing where none is due
 */
export function drawUpDigest(
  subscription: SubscriptionState,
  at: EpochMs,
): (SubscriptionDecision & { readonly day: LocalDate }) | undefined {
  const { subscriptionId, unitId, digestAt } = subscription;
  if (digestAt === undefined || at < digestAt) return undefined;
  const next = nextMorning(at);
  const day = shanghaiDate(next - DAY_MS);
  return {
    day,
    subscription: { ...subscription, digestAt: next },
    event: DigestDrawnUp.make({ subscriptionId, unitId, day }),
  };
}
