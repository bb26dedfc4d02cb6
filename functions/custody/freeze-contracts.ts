import { ShortageMadeGood } from "../../events/enrolment.ts";
import { FreezeLifted } from "../../events/institution.ts";
import { InstitutionResumed } from "../../events/measure.ts";
import { defineTask } from "../kit/contract.ts";

export const queueHeldReleases = defineTask({
  id: "queueHeldReleases",
  capability: "custody",
  summary: {
    zh: "解除冻结或暂停拨付后，查找被暂停的拨付并排队恢复",
    en: "Finds what a freeze or a stop has held, once it ends, and queues it",
  },
  trigger: { kind: "events", events: [FreezeLifted, InstitutionResumed, ShortageMadeGood] },
  touches: { reads: ["position"] },
  fills: "resumeReleases",
  timeoutSeconds: 900,
  alarm: {
    effect:
      "An institution that is no longer frozen or stopped does not get what was held meanwhile.",
    runbook: "held-releases-are-not-resumed",
  },
});

export const resumeReleases = defineTask({
  id: "resumeReleases",
  capability: "custody",
  summary: {
    zh: "恢复冻结或暂停期间未拨付的费用，每笔只恢复一次",
    en: "Sets releases on their way that a freeze or a stop has held, each once",
  },
  trigger: { kind: "queue", batchSize: 5, maxConcurrency: 10 },
  touches: {
    reads: ["institution", "bank", "position"],
    writes: ["enrolment", "instruction"],
    bank: true,
  },
  timeoutSeconds: 120,
  alarm: {
    effect: "Some fees that a freeze or a stop has held stay in custody although it ended.",
    runbook: "held-releases-are-not-resumed",
  },
});

export const tasks = [queueHeldReleases, resumeReleases];
