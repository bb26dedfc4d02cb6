import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

/** What is refused about measures, and what people are told. */
export const measureRefusals = {
  "measure.basis-unfit": {
    zh: "条款 {basis} 不能作为该措施（{measure}）的依据，请从 listLegalBases 所列条款中选择适用的。",
    en: "The article {basis} does not bear this measure ({measure}): name one that does, as listLegalBases tells them.",
  },
  "measure.talk-in-the-past": {
    zh: "约谈时间 {talkAt} 已过，请另定时间。",
    en: "The time of the talk, {talkAt}, has passed: name a later one.",
  },
  "measure.already-stopped": {
    zh: "该机构已因措施 {measureId} 被暂停，无须重复暂停。",
    en: "The measure {measureId} stops this already; it need not be stopped again.",
  },
  "measure.step-unfit": {
    zh: "措施 {measureId}（{measure}）当前状态为“{status}”，不能进行此操作。",
    en: "The measure {measureId} ({measure}) is {status}: this cannot be done with it now.",
  },
  "measure.over": {
    zh: "措施 {measureId} 已结束（{status}），不能再办理。",
    en: "The measure {measureId} is over ({status}); nothing more can be done with it.",
  },
  "measure.stop-unconfirmed": {
    zh: "暂停 {measureId} 尚待另一名经办人员确认（事项 {proposalId}）；如不应暂停，请直接驳回该事项。",
    en: "The stop {measureId} still awaits another officer (matter {proposalId}). If it should end, reject that matter.",
  },
  "measure.stop-lapsed": {
    zh: "该暂停未在 {lapsesAt} 前经另一名经办人员确认，已失效。如仍有必要，请重新作出。",
    en: "The stop was not confirmed by another officer before {lapsesAt} and has lapsed. Order it again if it is still needed.",
    rule: "行政强制法 第十九条",
  },
} as const satisfies RefusalCatalogue;

export type MeasureRefusal = keyof typeof measureRefusals;

export const refuseMeasure: RefuseFrom<typeof measureRefusals> = refuse;
