import { kitFromEnv } from "../kit/deps.ts";
import { queueLambda } from "../kit/queue.ts";
import { TrialPage } from "./queue-trial.ts";
import { runTrial } from "./run-trial.ts";
import { runTrial as contract } from "./task-contracts.ts";

export const handler = queueLambda(contract, TrialPage, runTrial, kitFromEnv());
