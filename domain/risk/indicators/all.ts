import type { Indicator } from "../indicator.ts";
import { closingSigns } from "./closing-signs.ts";
import { complaintRate } from "./complaint-rate.ts";
import { custodyCover } from "./custody-cover.ts";
import { depositShortfall } from "./deposit-shortfall.ts";
import { expiries } from "./expiries.ts";
import { limitsAndPrices } from "./limits-and-prices.ts";
import { offPlatformSales } from "./off-platform-sales.ts";
import { outflowSurge } from "./outflow-surge.ts";
import { overdueRefunds } from "./overdue-refunds.ts";
import { refundSurge } from "./refund-surge.ts";
import { silentConfirmations } from "./silent-confirmations.ts";
import { unexplainedOutflow } from "./unexplained-outflow.ts";
import { untaughtConfirmations } from "./untaught-confirmations.ts";

/** Every indicator, in the order of the handbook's table. */
export const allIndicators: readonly Indicator[] = [
  custodyCover,
  depositShortfall,
  unexplainedOutflow,
  outflowSurge,
  refundSurge,
  overdueRefunds,
  complaintRate,
  silentConfirmations,
  untaughtConfirmations,
  offPlatformSales,
  limitsAndPrices,
  closingSigns,
  expiries,
];
