import { ReleaseExecuted } from "../../events/custody.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { tellOfRelease as contract } from "./contracts.ts";
import { tellOfRelease } from "./tell-of-release.ts";

export const handler = eventLambda(contract, ReleaseExecuted, tellOfRelease, kitFromEnv());
