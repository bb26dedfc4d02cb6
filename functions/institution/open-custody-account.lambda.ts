import { AccountBindingProposed } from "../../events/institution.ts";
import { withBanks } from "../kit/bank-deps.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { openCustodyAccount as contract } from "./contracts.ts";
import { openCustodyAccount } from "./open-custody-account.ts";

export const handler = eventLambda(
  contract,
  AccountBindingProposed,
  openCustodyAccount,
  withBanks(kitFromEnv()),
);
