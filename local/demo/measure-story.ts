import * as z from "zod";
import { lessonAmountFen } from "../../domain/shared/money.ts";
import { addDays, LocalDate, startOfDay } from "../../domain/shared/time.ts";
import { StoryBroken } from "../demo-city/stage.ts";
import { hasHappened, readAlert } from "./alert-desk.ts";
import { COLLAPSE_LESSONS, COLLAPSE_PRICE_FEN } from "./collapse-cast.ts";
import type { Collapse } from "./collapse-story.ts";
import { balancesOf, expectFen, yuan } from "./money.ts";
import { approve, confirm, until } from "./steps.ts";

const Measure = z.object({
  measureId: z.string(),
  institutionId: z.string(),
  basis: z.object({ article: z.string() }),
  deadline: z.object({ dueOn: LocalDate, isProvisional: z.boolean() }).optional(),
  isOverdue: z.boolean(),
});
const Stop = Measure.extend({ proposalId: z.string(), lapsesAt: z.string() });
const Measures = z.object({ measures: z.array(Measure) });

/** The county acts on the alert: nothing is paid out, and the institution has to put things right, which it does not. */
export async function playMeasures(collapse: Collapse, alertId: string): Promise<void> {
  await stopReleases(collapse, alertId);
  await earnOneLesson(collapse);
  const rectification = await orderRectification(collapse, alertId);
  await conclude(collapse, alertId);
  await letTimePass(collapse, rectification);
}

const ofInstitution = ({ institution }: Collapse): string =>
  `/management/v1/institutions/${institution.institutionId}`;

async function stopReleases(collapse: Collapse, alertId: string): Promise<void> {
  const { stage, cast, institution, say } = collapse;
  const body = { basis: "prepaid-fees-2021-2", reason: "托管资金去向不明，暂停拨付", alertId };
  const path = `${ofInstitution(collapse)}/release-stop`;
  const asked = await stage.as("county-officer").post(path, body, cast.keyOf("stop-release"));
  const { proposalId, measureId, basis, lapsesAt } = asked.expect(Stop);
  await approve(stage, proposalId, cast.keyOf("confirm-stop"));
  const own = `/institution/v1/institutions/${institution.institutionId}/measures`;
  const { measures } = (await stage.as(cast.owner).get(own)).expect(Measures);
  if (!measures.some((measure) => measure.measureId === measureId))
    throw new StoryBroken("the institution sees the stop");
  say(
    `暂停拨付，即时生效 releases are stopped at once (${basis.article}), until ${lapsesAt} unless confirmed; another officer confirms it`,
  );
}

/** The family confirms the lesson that was taught: the fee is the institution's, and stays in custody all the same. */
async function earnOneLesson({ stage, cast, enrolmentIds, say }: Collapse): Promise<void> {
  const [enrolmentId = ""] = enrolmentIds;
  const guardian = cast.guardianOf("third");
  const taught = { enrolmentId, lessonNumber: 1 };
  const { undoUntil } = await confirm(stage, taught, { guardian, key: cast.keyOf("confirm") });
  // But for the stop, the fee would be paid out then.
  if (undoUntil !== undefined) await stage.moveTo(Date.parse(undoUntil) + 60_000);
  await stage.idle();
  const { earned, releasing, released } = await balancesOf(stage, guardian, enrolmentId);
  expectFen("earned", earned, lessonAmountFen(COLLAPSE_PRICE_FEN, COLLAPSE_LESSONS, 1));
  expectFen("paid out", releasing + released, 0);
  say(
    `一户确认 1 课时，${yuan(earned)} 暂缓拨付 one family confirms its lesson: the fee is held, not lost`,
  );
}

/** An interrupted run finds its order again. */
async function orderRectification(collapse: Collapse, alertId: string) {
  const { stage, institution, say } = collapse;
  const officer = stage.as("county-officer");
  const list = await officer.get("/management/v1/measures?limit=100&measure=rectify");
  const { measures } = list.expect(Measures);
  const known = measures.find((one) => one.institutionId === institution.institutionId);
  const body = { basis: "penalty-28", reason: "限期退回被转出的托管资金", alertId };
  const ordered =
    known ??
    (await officer.post(`${ofInstitution(collapse)}/rectifications`, body)).expect(Measure);
  say(
    `责令限期整改 it is ordered to put things right until ${ordered.deadline?.dueOn ?? "-"} (${ordered.basis.article})`,
  );
  return ordered;
}

/** The province says what is behind the alert, and what is done about it. */
async function conclude({ stage, say }: Collapse, alertId: string): Promise<void> {
  const body = {
    finding: "confirmed",
    measures: ["stop-release", "rectify"],
    text: "托管资金被转出，已暂停拨付并责令整改",
  };
  const path = `/management/v1/alerts/${alertId}/conclusion`;
  if (!hasHappened(await readAlert(stage, alertId), "alert-concluded"))
    (await stage.as("province-officer").post(path, body)).expect(z.object({}));
  say("预警办结：属实 the alert is concluded: the risk is there, and these measures are taken");
}

async function letTimePass(
  { stage, say }: Collapse,
  { measureId, deadline }: z.infer<typeof Measure>,
): Promise<void> {
  if (deadline === undefined) throw new StoryBroken("a rectification has its time");
  const { dueOn, isProvisional } = deadline;
  if (isProvisional) {
    say("该期限尚待次年放假安排 that year's calendar is awaited: nothing expires by it");
    return;
  }
  await stage.moveTo(startOfDay(addDays(dueOn, 1)));
  await until(stage, "the rectification is overdue", async () => {
    const answer = await stage.as("county-officer").get(`/management/v1/measures/${measureId}`);
    return answer.expect(Measure).isOverdue;
  });
  say("逾期未整改 the time passes, and nothing is put right");
}
