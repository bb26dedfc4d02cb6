import type { RefundCase } from "./case-builder.ts";
import { causeCases } from "./cases-cause.ts";
import { coolingOffCases } from "./cases-cooling-off.ts";
import { giftCases } from "./cases-gifts.ts";
import { heldCases } from "./cases-held.ts";
import { interestCases } from "./cases-interest.ts";
import { partialCases } from "./cases-partial.ts";
import { remainderCases } from "./cases-remainder.ts";
import { startCases } from "./cases-start.ts";
import { termCases } from "./cases-term.ts";

/** Every case of the oracle, by theme. */
export const refundCases: readonly RefundCase[] = [
  ...startCases,
  ...coolingOffCases,
  ...causeCases,
  ...giftCases,
  ...interestCases,
  ...heldCases,
  ...partialCases,
  ...remainderCases,
  ...termCases,
];
