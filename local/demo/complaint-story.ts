import * as z from "zod";
import { endOfDay } from "../../domain/shared/deadline.ts";
import { LocalDate, shanghaiDate } from "../../domain/shared/time.ts";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { fetchPhoto, handInPhoto } from "./evidence.ts";
import type { FamilyRun } from "./family-story.ts";
import { balancesOf, expectFen, yuan } from "./money.ts";
import { teach, until } from "./steps.ts";

const Standing = z.object({ complaintId: z.string(), status: z.string() });
const Complaint = Standing.extend({
  deadline: z
    .object({ dueOn: LocalDate, article: z.string(), isProvisional: z.boolean() })
    .optional(),
  timeline: z.array(z.object({ at: z.string(), event: z.string(), by: z.string() })),
  evidence: z.array(z.object({ download: z.object({ url: z.string() }) })),
});
type Complaint = z.infer<typeof Complaint>;
const SeenInClear = z.object({ complainant: z.object({ isClear: z.literal(true) }) });

const FIFTH = 5;

interface LessonComplainedOf {
  readonly institutionId: string;
  readonly classId: string;
  readonly enrolmentId: string;
  /** When the lesson ends of which the family will complain. */
  readonly endsAt: number;
  readonly amountFen: number;
}

/** One complaint on its way, and who tells of it. */
interface Told {
  readonly stage: Stage;
  readonly complaintId: string;
  readonly guardian: string;
  readonly keyOf: (step: string) => string;
  readonly say: (line: string) => void;
}

const pathOf = ({ complaintId }: Told): string => `/family/v1/complaints/${complaintId}`;

const look = async (told: Told): Promise<Complaint> =>
  (await told.stage.as(told.guardian).get(pathOf(told))).expect(Complaint);

/**
 * The family complains of the fifth lesson, and the institution says nothing: the complaint climbs to the county
 * by itself, to the city because the family rejects what the county finds, and the city has the fee paid back.
 */
export async function playComplaint(
  stage: Stage,
  lesson: LessonComplainedOf,
  family: FamilyRun,
): Promise<void> {
  const { classId, enrolmentId, endsAt, amountFen } = lesson;
  const { guardian, say } = family;
  say("\n投诉 a complaint that climbs:");
  await stage.moveTo(endsAt);
  await teach(stage, { classId, session: FIFTH, enrolmentId }, family);
  const told = await complain(stage, lesson, family);
  // A run that goes on after an interruption may find it further on its way.
  if ((await look(told)).status === "with-institution") {
    await until(stage, "the lesson is frozen", async () => {
      const { disputed } = await balancesOf(stage, guardian, enrolmentId);
      return disputed === amountFen;
    });
    say(`家长投诉，该课时冻结 the family complains, its lesson is frozen: ${yuan(amountFen)}`);
    await showEvidence(told);
    await letTimePass(told);
  }
  await countyFinds(told);
  await cityFinds(told);

  await until(stage, "the refund that was ordered is paid", async () => {
    const { refunded } = await balancesOf(stage, guardian, enrolmentId);
    return refunded >= amountFen;
  });
  const { disputed } = await balancesOf(stage, guardian, enrolmentId);
  expectFen("still frozen", disputed, 0);
  say(`银行已原路退费 the bank has paid ${yuan(amountFen)} back by the way it came`);
  const stars = { stars: 4 };
  const rated = await stage.as(guardian).post(`${pathOf(told)}/rating`, stars, told.keyOf("rate"));
  rated.expect(Standing);
  say("投诉经过 the complaint's timeline:");
  for (const { at, event, by } of (await look(told)).timeline) say(`  ${at}  ${by}  ${event}`);
}

async function complain(
  stage: Stage,
  { institutionId, enrolmentId, endsAt, amountFen }: LessonComplainedOf,
  { run, guardian, say }: FamilyRun,
): Promise<Told> {
  const keyOf = (step: string): string => `demo-${run}-complaint-${step}`;
  const complaint = {
    institutionId,
    enrolmentId,
    kind: "quality",
    happenedOn: shanghaiDate(endsAt),
    lessons: [FIFTH],
    claimFen: amountFen,
    statement: "代课教师全程播放视频，没有授课",
    complainant: { name: "王思远", phone: "13900139000", address: "源汇区人民路8号" },
    isAnonymousToInstitution: false,
    isAcceptedElsewhere: false,
  };
  const filed = await stage.as(guardian).post("/family/v1/complaints", complaint, keyOf("file"));
  const { complaintId } = filed.expect(Standing);
  return { stage, complaintId, guardian, keyOf, say };
}

async function showEvidence(told: Told): Promise<void> {
  if ((await look(told)).evidence.length === 0)
    await handInPhoto(told.stage, told.guardian, pathOf(told));
  const [photo] = (await look(told)).evidence;
  if (photo === undefined) throw new StoryBroken("the photo is among the evidence");
  await fetchPhoto(photo.download.url);
  told.say(
    "证据核验相符后附入，凭限时链接下载 evidence is verified, attached, fetched by its link",
  );
}

/** The institution's time passes; where it cannot end before next year's calendar, it answers and is rejected. */
async function letTimePass(told: Told): Promise<void> {
  const { stage, complaintId, keyOf, say } = told;
  const { deadline } = await look(told);
  if (deadline === undefined) throw new StoryBroken("the institution has a time to answer in");
  if (deadline.isProvisional) {
    const answer = { text: "已按合同授课" };
    const path = `/institution/v1/complaints/${complaintId}/answer`;
    (await stage.as("owner").post(path, answer, keyOf("answer"))).expect(Standing);
    await reject(told, "answer", "答复与事实不符");
    say("机构答复，家长不认可 the institution answers; the family rejects that: up to the county");
    return;
  }
  await stage.moveTo(endOfDay(deadline.dueOn));
  await until(stage, "the complaint goes to the county", async () => {
    return (await look(told)).status !== "with-institution";
  });
  say(
    `机构至 ${deadline.dueOn} 未答复，自动升级至区县 the institution was silent (${deadline.article}): up to the county by itself`,
  );
}

async function reject(told: Told, what: string, text: string): Promise<void> {
  const { stage, guardian, keyOf } = told;
  const path = `${pathOf(told)}/rejection`;
  (await stage.as(guardian).post(path, { text }, keyOf(`reject-${what}`))).expect(Standing);
}

const mediate = async (
  { stage, complaintId, keyOf }: Told,
  persona: string,
  step: { readonly step: string } & Readonly<Record<string, unknown>>,
): Promise<void> => {
  const path = `/management/v1/complaints/${complaintId}/mediation`;
  const done = await stage.as(persona).post(path, step, keyOf(`${persona}-${step.step}`));
  done.expect(Standing);
};

/** An officer of the county looks, for a purpose that is written down, takes it up, and finds for half of it. */
async function countyFinds(told: Told): Promise<void> {
  const path = `/management/v1/complaints/${told.complaintId}?purpose=handling`;
  (await told.stage.as("county-officer").get(path)).expect(SeenInClear);
  await mediate(told, "county-officer", { step: "take-up" });
  const text = "建议以补课代替退费";
  await mediate(told, "county-officer", { step: "decide", finding: "partly-upheld", text });
  await reject(told, "county", "不接受补课");
  told.say(
    "区县认定部分属实，家长不认可 the county upholds a part; the family rejects: up to the city",
  );
}

async function cityFinds(told: Told): Promise<void> {
  const { stage, guardian, keyOf, say } = told;
  await mediate(told, "city-officer", {
    step: "decide",
    finding: "upheld",
    text: "投诉属实，该课时全额退还",
    refund: { lessons: [FIFTH] },
    lead: "unlicensed-teaching",
  });
  const path = `${pathOf(told)}/acceptance`;
  (await stage.as(guardian).post(path, undefined, keyOf("accept"))).expect(Standing);
  say("市级认定属实，责令退费、移送线索，家长认可 the city orders a refund; the family accepts");
}
