import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { LOCAL_ISSUER } from "../door/issuer-url.ts";
import { type Stage, StoryBroken } from "./stage.ts";
import { uploadList } from "./upload-list.ts";

/** The institution of the demo, as the ministry's list has it. */
export const DEMO_USCC = "91411102XMX928U7EM";
export const DEMO_PAYOUT_ACCOUNT = "6222021708001234567";

/** What there is once the city is founded: an institution that may sell, and its course. */
export interface FoundedCity {
  readonly institutionId: string;
  readonly institutionName: string;
  readonly custodyAccountNo: string;
  readonly courseId: string;
}

const Institutions = z.object({
  institutions: z.array(
    z.object({
      institutionId: z.string(),
      name: z.string(),
      uscc: z.string(),
      accountBound: z.boolean(),
    }),
  ),
  nextCursor: z.string().optional(),
});
const Proposal = z.object({ proposalId: z.string(), status: z.string() });
const Proposals = z.object({
  proposals: z.array(
    z.object({
      proposalId: z.string(),
      bank: z.object({ custodyAccountNo: z.string(), holderMatches: z.boolean() }).optional(),
    }),
  ),
});
const Institution = z.object({ account: z.object({ custodyAccountNo: z.string() }) });

/**
 * Founds the demo city over HTTP, as its people would. Every step has an idempotency key of its own, so
 * that a founding which was interrupted goes on, and a second one finds everything done.
 */
export async function foundCity(stage: Stage): Promise<FoundedCity> {
  if ((await demoInstitution(stage)) === undefined) await registerInstitution(stage);
  const institution = await demoInstitution(stage);
  if (institution === undefined) throw new StoryBroken(`the county's list lacks ${DEMO_USCC}`);
  const { institutionId, name } = institution;
  await appointStaff(stage, institutionId);
  const custodyAccountNo = await bindAccount(stage, institutionId);
  const courseId = await publishCourse(stage, institutionId);
  for (const guardian of ["guardian-wang", "guardian-li"])
    (await stage.as(guardian).post("/family/v1/guardians", undefined)).expect(z.object({}));
  return { institutionId, institutionName: name, custodyAccountNo, courseId };
}

async function demoInstitution(stage: Stage) {
  const answer = await stage.as("county-officer").get("/management/v1/institutions?limit=100");
  return answer.expect(Institutions).institutions.find(({ uscc }) => uscc === DEMO_USCC);
}

/** The county hands in its list, as it would any list. */
async function registerInstitution(stage: Stage): Promise<void> {
  await uploadList(stage, stage.as("county-officer"), {
    announce: "/management/v1/institution-imports",
    jobs: "/management/v1/jobs",
    fileName: "institutions.csv",
    bytes: readFileSync(join(import.meta.dirname, "institutions.csv")),
  });
}

async function appointStaff(stage: Stage, institutionId: string): Promise<void> {
  const officer = stage.as("county-officer");
  const staff = { owner: ["owner"], finance: ["finance"], teacher: ["teacher"] };
  for (const [subject, duties] of Object.entries(staff)) {
    const body = { issuer: LOCAL_ISSUER, subject, duties };
    const answer = await officer.post(
      `/management/v1/institutions/${institutionId}/members`,
      body,
      `city-appoint-${subject}`,
    );
    answer.expect(z.object({ memberId: z.string() }));
  }
}

/** One officer proposes, the bank opens the account and signs for its holder, another officer approves. */
async function bindAccount(stage: Stage, institutionId: string): Promise<string> {
  const officer = stage.as("county-officer");
  const proposed = await officer.post(
    `/management/v1/institutions/${institutionId}/custody-account-bindings`,
    { bankId: "sandbox-bank", payoutAccountNo: DEMO_PAYOUT_ACCOUNT },
    "city-bind-account",
  );
  const { proposalId } = proposed.expect(Proposal);
  await stage.idle();
  const listed = (await officer.get("/management/v1/proposals?limit=100")).expect(Proposals);
  const bank = listed.proposals.find((proposal) => proposal.proposalId === proposalId)?.bank;
  if (bank?.holderMatches !== true) throw new StoryBroken("the bank did not confirm the holder");
  const decided = await stage
    .as("county-officer-2")
    .post(
      `/management/v1/proposals/${proposalId}/decision`,
      { decision: "approve", reason: "银行已确认户名与机构一致" },
      "city-approve-account",
    );
  decided.expect(Proposal);
  const institution = await officer.get(`/management/v1/institutions/${institutionId}`);
  return institution.expect(Institution).account.custodyAccountNo;
}

async function publishCourse(stage: Stage, institutionId: string): Promise<string> {
  const owner = stage.as("owner");
  const course = {
    title: "少儿素描入门",
    subjectKey: "sketching",
    category: "culture-art",
    mode: "offline",
    lessonCount: 20,
    priceFen: 299_990,
  };
  const created = await owner.post(
    `/institution/v1/institutions/${institutionId}/courses`,
    course,
    "city-create-course",
  );
  const { courseId } = created.expect(z.object({ courseId: z.string() }));
  const path = `/institution/v1/courses/${courseId}/publication`;
  (await owner.post(path, undefined, "city-publish-course")).expect(z.object({}));
  return courseId;
}
