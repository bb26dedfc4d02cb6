import { ClassCancelled } from "../../events/catalogue.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { returnClassMoney as contract } from "./class-contracts.ts";
import { returnClassMoney } from "./return-class-money.ts";

export const handler = eventLambda(contract, ClassCancelled, returnClassMoney, kitFromEnv());
