import * as z from "zod";
import type { Stage } from "../demo-city/stage.ts";

/** What officers read of alerts. */

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Alert = z.object({
  alertId: z.string(),
  status: z.string(),
  level: z.enum(["yellow", "red"]),
  tier: z.string(),
  deadline: z.object({ action: z.string(), dueAt: z.string() }).optional(),
  explanation: z.object({
    found: Bilingual,
    inputs: z.array(z.object({ id: z.string(), value: z.int() })),
    wouldClear: z.array(Bilingual),
  }),
  timeline: z.array(
    z.object({
      at: z.string(),
      event: z.string(),
      level: z.string().optional(),
      to: z.string().optional(),
      measure: z.string().optional(),
      finding: z.string().optional(),
    }),
  ),
});
export type Alert = z.infer<typeof Alert>;

const Listed = z.object({
  alerts: z.array(
    z.object({
      alertId: z.string(),
      institutionId: z.string(),
      status: z.string(),
      tier: z.string(),
      raisedAt: z.string(),
    }),
  ),
});

/** The newest alert of an institution by an indicator in the county's list; one that ended there is another story. */
export async function findAlert(
  stage: Stage,
  institutionId: string,
  indicatorId: string,
): Promise<string | undefined> {
  const path = `/management/v1/alerts?limit=100&indicatorId=${indicatorId}`;
  const { alerts } = (await stage.as("county-officer").get(path)).expect(Listed);
  const [newest] = alerts
    .filter((alert) => alert.institutionId === institutionId)
    .filter(({ status, tier }) => status !== "cleared" || tier !== "county")
    .toSorted((one, other) => other.raisedAt.localeCompare(one.raisedAt));
  return newest?.alertId;
}

export async function readAlert(stage: Stage, alertId: string): Promise<Alert> {
  return (await stage.as("county-officer").get(`/management/v1/alerts/${alertId}`)).expect(Alert);
}

export const hasHappened = ({ timeline }: Alert, event: string): boolean =>
  timeline.some((step) => step.event === event);

const Inbox = z.object({ notices: z.array(z.object({ template: z.string(), text: z.string() })) });

/** What the inbox of a unit says of an alert on which it has to act; nothing where it says nothing. */
export async function wordToAct(
  stage: Stage,
  { persona, unitId }: { readonly persona: string; readonly unitId: string },
  alertId: string,
): Promise<string | undefined> {
  const answer = await stage.as(persona).get(`/management/v1/units/${unitId}/notices?limit=100`);
  const { notices } = answer.expect(Inbox);
  const told = notices.find(
    ({ template, text }) => template === "alert-to-act" && text.includes(alertId),
  );
  return told?.text;
}
