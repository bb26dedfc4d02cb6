import { InstitutionRegistered, InstitutionUpdated } from "../../events/institution.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { enterFundedUnits } from "./enter-funded-units.ts";
import { enterFundedUnits as contract } from "./task-contracts.ts";

export const handler = eventLambda(
  contract,
  [InstitutionRegistered, InstitutionUpdated],
  enterFundedUnits,
  kitFromEnv(),
);
