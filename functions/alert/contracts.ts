import * as z from "zod";
import { AlertId, MemberId } from "../../domain/shared/ids.ts";
import { AlertFinding, AlertMeasure } from "../../domain/shared/risk-codes.ts";
import { AlertRaised, AlertRaisedHigher } from "../../events/alert.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { AlertStanding, AlertText } from "./schemas.ts";

/** What authorities do about alerts. */

const path = z.strictObject({ alertId: AlertId });
const officer = { role: "officer", duties: ["risk"] } as const;
const OVER = ["alert.concluded", "alert.cleared"] as const;
const IN_CHARGE = ["resource.not-found", "alert.with-another-authority", ...OVER] as const;
const load = { perSecond: 1 };

export const acknowledgeAlert = defineUseCase({
  id: "acknowledgeAlert",
  capability: "alert",
  end: "management",
  method: "POST",
  path: "/v1/alerts/{alertId}/acknowledgement",
  summary: {
    zh: "处置单位签收预警，并负责处置",
    en: "An officer of the authority that acts takes note of an alert and answers for it",
  },
  access: officer,
  input: { path },
  output: AlertStanding,
  errors: [...IN_CHARGE, "alert.already-acknowledged"],
  touches: { reads: ["unit"], writes: ["alert"] },
  load,
});

export const assignAlert = defineUseCase({
  id: "assignAlert",
  capability: "alert",
  end: "management",
  method: "POST",
  path: "/v1/alerts/{alertId}/assignment",
  summary: {
    zh: "将已签收的预警指派给处置单位中负责风险预警的人员",
    en: "Gives an acknowledged alert to an officer with the duty for risk of an authority that acts",
  },
  access: officer,
  input: { path, body: z.strictObject({ assigneeId: MemberId }) },
  output: AlertStanding,
  errors: [
    ...IN_CHARGE,
    "alert.not-acknowledged",
    "alert.assigned-already",
    "alert.assignee-not-competent",
  ],
  touches: { reads: ["unit", "member"], writes: ["alert"] },
  load,
});

/** More measures than there are kinds would be repeats. */
const MOST_MEASURES = AlertMeasure.options.length;

export const concludeAlert = defineUseCase({
  id: "concludeAlert",
  capability: "alert",
  end: "management",
  method: "POST",
  path: "/v1/alerts/{alertId}/conclusion",
  summary: {
    zh: "办结预警：写明结论与理由；属实的须写明已采取的处置措施",
    en: "Concludes an alert with a finding and its reason; a risk that is there names the measures taken",
  },
  access: officer,
  input: {
    path,
    body: z.strictObject({
      finding: AlertFinding,
      measures: z.array(AlertMeasure).max(MOST_MEASURES),
      text: AlertText,
    }),
  },
  output: AlertStanding,
  errors: [
    ...IN_CHARGE,
    "alert.not-acknowledged",
    "alert.measure-missing",
    "alert.measure-unfounded",
    "alert.measure-not-taken",
  ],
  touches: {
    reads: ["unit", "institution", "measure", "measuresByInstitution"],
    writes: ["alert", "personal"],
    personal: ["alert"],
  },
  load,
});

export const escalateAlert = defineUseCase({
  id: "escalateAlert",
  capability: "alert",
  end: "management",
  method: "POST",
  path: "/v1/alerts/{alertId}/escalation",
  summary: {
    zh: "将预警上报上一级（区县到省，省到国家）；平台在逾期或多地同时预警时也会自动上报",
    en: "Takes an alert to the next authority; the platform does so too, when time or places say so",
  },
  access: officer,
  input: { path, body: z.strictObject({ text: AlertText }) },
  output: AlertStanding,
  errors: ["resource.not-found", ...OVER, "alert.at-the-top"],
  touches: {
    reads: ["unit", "calendar", "rulePack"],
    writes: ["alert", "notice", "personal"],
    personal: ["alert"],
  },
  load,
});

/** After these an owner may have alerts in more places than before. */
export const SPREADING_EVENTS = [AlertRaised, AlertRaisedHigher] as const;

export const escalateSpread = defineTask({
  id: "escalateSpread",
  capability: "alert",
  summary: {
    zh: "同一举办者的机构在多个区县或省份出现预警时上报",
    en: "Takes alerts up when institutions of one owner have them in several counties or provinces",
  },
  trigger: { kind: "events", events: SPREADING_EVENTS },
  touches: {
    reads: ["unit", "calendar", "rulePack", "alertsByOwner"],
    writes: ["alert", "notice"],
  },
  alarm: {
    effect: "Alerts of one owner in several places stay with the counties, one by one.",
    runbook: "alerts-of-one-owner-do-not-go-up",
  },
});

export const useCases = [acknowledgeAlert, assignAlert, concludeAlert, escalateAlert];
export const tasks = [escalateSpread];
