import { kitFromEnv } from "../kit/deps.ts";
import { scheduleLambda } from "../kit/queue.ts";
import { startShadowTrials } from "./start-shadow-trials.ts";
import { startShadowTrials as contract } from "./task-contracts.ts";

export const handler = scheduleLambda(contract, startShadowTrials, kitFromEnv());
