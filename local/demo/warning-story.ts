import * as z from "zod";
import { StoryBroken } from "../demo-city/stage.ts";
import { openAgencyDesk } from "./agency-desk.ts";
import { type Alert, findAlert, hasHappened, readAlert, wordToAct } from "./alert-desk.ts";
import { bankDesk } from "./bank-desk.ts";
import { COLLAPSE_PRICE_FEN } from "./collapse-cast.ts";
import type { Collapse } from "./collapse-story.ts";
import { bankBalances, expectFen, yuan } from "./money.ts";
import { until } from "./steps.ts";

/** A little first, and then as much as leaves a cover that no sharing comes out of evenly. */
const FIRST_FEN = 10_001;
const THEN_FEN = 90_000;
export const TAKEN_FEN = FIRST_FEN + THEN_FEN;

const INDICATOR = "custody-cover";
const COUNTY = { persona: "county-officer", unitId: "unt_411102" };
const PROVINCE = { persona: "province-officer", unitId: "unt_410000" };

/**
 * Money leaves custody without a lesson behind it: a yellow alert, then a red one, which nobody in the county
 * acknowledges, so that it goes up to the province by itself.
 * @returns the alert
 */
export async function playWarning(
  collapse: Collapse,
  received: () => Promise<unknown>,
): Promise<string> {
  const { stage, institution, say } = collapse;
  const agency = await openAgencyDesk(stage, received);

  await takeAway(collapse, FIRST_FEN, "first");
  let found: string | undefined;
  await until(stage, "the county has an alert", async () => {
    found = await findAlert(stage, institution.institutionId, INDICATOR);
    return found !== undefined;
  });
  const alertId = found ?? "";
  const first = await readAlert(stage, alertId);
  if (!hasHappened(first, "alert-raised-higher")) await checkReasons(collapse, first, "yellow");
  say(`黄色预警：区县名单上出现 a yellow alert is in the county's list: ${alertId}`);

  await takeAway(collapse, THEN_FEN, "then");
  await until(stage, "the alert is red", async () =>
    hasHappened(await readAlert(stage, alertId), "alert-raised-higher"),
  );
  const second = await readAlert(stage, alertId);
  if (second.status === "raised" && second.tier === "county")
    await checkReasons(collapse, second, "red");
  const text = await wordToAct(stage, COUNTY, alertId);
  if (text === undefined) throw new StoryBroken("the county's inbox says nothing of the alert");
  say(`红色预警，区县收件箱 a red alert; the county's inbox: ${text}`);
  await agency.expectTold(alertId, "alert-raised");
  say(`签名推送已核验 signed webhook: ${await agency.expectTold(alertId, "alert-raised-higher")}`);

  await goUp(collapse, second);
  await agency.expectTold(alertId, "alert-escalated");
  await acknowledge(collapse, alertId);
  return alertId;
}

/** Behind the platform's back: it learns of it from the bank's next word on the balance. */
async function takeAway(
  { stage, cast, institution, bankUrl, say }: Collapse,
  amountFen: number,
  which: string,
): Promise<void> {
  const { custodyAccountNo } = institution;
  const bank = bankDesk(bankUrl);
  await bank.seize({ orderNo: cast.keyOf(`take-${which}`), custodyAccountNo, amountFen });
  await bank.tellBalances();
  await stage.idle();
  say(`无课时支撑的资金流出 ${yuan(amountFen)} leaves custody without a lesson behind it`);
}

/** The reasons are numbers that a person can look up: at the bank, and in the orders. */
async function checkReasons(
  { institution, enrolmentIds, bankUrl, say }: Collapse,
  { level, explanation }: Alert,
  expected: Alert["level"],
): Promise<void> {
  if (level !== expected) throw new StoryBroken(`the alert is ${level}, not ${expected}`);
  const input = (id: string): number =>
    explanation.inputs.find((one) => one.id === id)?.value ?? NaN;
  const heldFen = (await bankBalances(bankUrl)).get(institution.custodyAccountNo) ?? 0;
  expectFen("held by the alert's reasons", input("balanceFen"), heldFen);
  const owedFen = enrolmentIds.length * COLLAPSE_PRICE_FEN;
  expectFen("owed by the alert's reasons", input("liabilityFen"), owedFen);
  say(`  ${explanation.found.zh} ${explanation.found.en}`);
  for (const { zh, en } of explanation.wouldClear) say(`  解除条件 it ends when: ${zh} ${en}`);
}

/** The hours pass. */
async function goUp({ stage, say }: Collapse, { alertId, deadline }: Alert): Promise<void> {
  const hasGoneUp = async () => hasHappened(await readAlert(stage, alertId), "alert-escalated");
  if (!(await hasGoneUp())) {
    if (deadline?.action !== "acknowledge") throw new StoryBroken("no time runs for the county");
    await stage.moveTo(Date.parse(deadline.dueAt));
    await until(stage, "the alert goes up", hasGoneUp);
  }
  if ((await wordToAct(stage, PROVINCE, alertId)) === undefined)
    throw new StoryBroken("the province's inbox says nothing of the alert");
  say("区县逾期未签收，自动上报省级 nobody acknowledges it in time: it goes up to the province");
}

async function acknowledge({ stage, say }: Collapse, alertId: string): Promise<void> {
  const path = `/management/v1/alerts/${alertId}/acknowledgement`;
  if (!hasHappened(await readAlert(stage, alertId), "alert-acknowledged"))
    (await stage.as(PROVINCE.persona).post(path, undefined)).expect(z.object({}));
  say("省级签收，负责处置 an officer of the province acknowledges it and answers for it");
}
