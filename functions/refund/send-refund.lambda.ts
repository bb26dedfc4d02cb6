import { RefundInstructed } from "../../events/refund.ts";
import { withBanks } from "../kit/bank-deps.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { withVault } from "../kit/personal-deps.ts";
import { sendRefund as contract } from "./bank-contracts.ts";
import { sendRefund } from "./send-refund.ts";

const kit = withVault(withBanks(kitFromEnv()));

export const handler = eventLambda(contract, RefundInstructed, sendRefund, kit);
