import { FreezeConfirmed, FreezeLifted } from "../../events/institution.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { tellOfFreeze as contract } from "./freeze-contracts.ts";
import { tellOfFreeze } from "./tell-of-freeze.ts";

export const handler = eventLambda(
  contract,
  [FreezeConfirmed, FreezeLifted],
  tellOfFreeze,
  kitFromEnv(),
);
