import * as z from "zod";
import { RefundRejectionReason, RejectionReason } from "../../adapters/bank/bank-protocol.ts";

/**
 * What a bad bank does, switched on at this machine only. Each fault has a chance and may be limited to so
 * many times; what strikes when follows from the seed.
 */

const Fault = z.strictObject({
  /** 0: never, 1: always. */
  chance: z.number().min(0).max(1),
  /** At most so often; without it, for as long as it is switched on. */
  times: z.int().min(1).optional(),
});
type Fault = z.infer<typeof Fault>;

export const NOTICE_FAULTS = [
  /** Told later, after other notices. */
  "late",
  /** Told twice. */
  "twice",
  /** Told after the notice behind it. */
  "out-of-order",
  /** Not told, until a person at the bank sends what is parked once more. */
  "never",
  "wrong-amount",
  "wrong-signature",
  "old-key",
] as const;

export const ANSWER_FAULTS = [
  "late",
  /** Done, and the connection is cut. */
  "never",
  /** Done, and answered with an error. */
  "error-after-executing",
  "wrong-signature",
  "old-key",
] as const;

export const RELEASE_FAULTS = [
  /** Taken, and then not paid, whatever the account holds. */
  "refused",
] as const;

export const REFUND_FAULTS = [
  /** Taken, and then not paid. */
  "refused",
] as const;

export type NoticeFault = (typeof NOTICE_FAULTS)[number];
export type AnswerFault = (typeof ANSWER_FAULTS)[number];

export const FaultSettings = z.strictObject({
  seed: z.int().min(0).default(1),
  /** How late, in wall milliseconds. */
  lateMs: z.int().min(0).max(60_000).default(500),
  /** Only notices whose path ends so, for example `instruction-results`; absent: all. */
  noticesOf: z.string().min(1).optional(),
  notices: z.partialRecord(z.enum(NOTICE_FAULTS), Fault).default({}),
  answers: z.partialRecord(z.enum(ANSWER_FAULTS), Fault).default({}),
  releases: z.partialRecord(z.enum(RELEASE_FAULTS), Fault).default({}),
  /** Why the bank says that it refuses a release. */
  refusedFor: RejectionReason.default("payout-account-not-confirmed"),
  refunds: z.partialRecord(z.enum(REFUND_FAULTS), Fault).default({}),
  /** Why the bank says that it refuses a refund. */
  refundRefusedFor: RefundRejectionReason.default("payer-account-closed"),
});
export type FaultSettings = z.infer<typeof FaultSettings>;

export interface Faults {
  set(settings: FaultSettings): void;
  /** The first fault that strikes a notice to this path. */
  ofNotice(path: string): NoticeFault | undefined;
  /** The first fault that strikes this answer. */
  ofAnswer(): AnswerFault | undefined;
  /** Why this release is refused, where it is. */
  ofRelease(): RejectionReason | undefined;
  /** Why this refund is refused, where it is. */
  ofRefund(): RefundRejectionReason | undefined;
  lateMs(): number;
  /** How often each has struck since it was set. */
  struck(): Readonly<Record<string, number>>;
}

/** Without faults until some are set. */
export function createFaults(): Faults {
  let settings = FaultSettings.parse({});
  let state = settings.seed;
  const counts = new Map<string, number>();

  /** Mulberry32: a small generator whose numbers follow from the seed. */
  const nextRandom = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const strikes = (name: string, fault: Fault | undefined): boolean => {
    const count = counts.get(name) ?? 0;
    if (fault === undefined || count >= (fault.times ?? Infinity)) return false;
    if (nextRandom() >= fault.chance) return false;
    counts.set(name, count + 1);
    return true;
  };

  return {
    set(next) {
      settings = next;
      state = next.seed;
      counts.clear();
    },
    ofNotice: (path) =>
      path.endsWith(settings.noticesOf ?? "")
        ? NOTICE_FAULTS.find((name) => strikes(`notices.${name}`, settings.notices[name]))
        : undefined,
    ofAnswer: () =>
      ANSWER_FAULTS.find((name) => strikes(`answers.${name}`, settings.answers[name])),
    ofRelease: () =>
      RELEASE_FAULTS.some((name) => strikes(`releases.${name}`, settings.releases[name]))
        ? settings.refusedFor
        : undefined,
    ofRefund: () =>
      REFUND_FAULTS.some((name) => strikes(`refunds.${name}`, settings.refunds[name]))
        ? settings.refundRefusedFor
        : undefined,
    lateMs: () => settings.lateMs,
    struck: () => Object.fromEntries(counts),
  };
}
