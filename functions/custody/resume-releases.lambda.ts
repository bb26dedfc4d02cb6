import { withBanks } from "../kit/bank-deps.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { queueLambda } from "../kit/queue.ts";
import { resumeReleases as contract } from "./freeze-contracts.ts";
import { HeldReleases, resumeReleases } from "./resume-releases.ts";

export const handler = queueLambda(contract, HeldReleases, resumeReleases, withBanks(kitFromEnv()));
