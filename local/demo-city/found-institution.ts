import * as z from "zod";
import { LOCAL_ISSUER } from "../door/issuer-url.ts";
import { type Stage, StoryBroken } from "./stage.ts";
import { uploadList } from "./upload-list.ts";

/** An institution to be founded, and how: every step has an idempotency key of its own. */
export interface InstitutionPlan {
  readonly uscc: string;
  /** The county's list with this institution, as CSV. */
  readonly list: Uint8Array;
  readonly payoutAccountNo: string;
  /** The duties of its people, by persona. */
  readonly staff: Readonly<Record<string, readonly string[]>>;
  /** Which of them publishes its course. */
  readonly owner: string;
  readonly course: Readonly<Record<string, string | number>>;
  readonly keyOf: (step: string) => string;
}

/** An institution that may sell, and its course. */
export interface FoundedInstitution {
  readonly institutionId: string;
  readonly institutionName: string;
  readonly custodyAccountNo: string;
  readonly courseId: string;
}

const Institutions = z.object({
  institutions: z.array(
    z.object({ institutionId: z.string(), name: z.string(), uscc: z.string() }),
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

/** Founds an institution over HTTP, as its people and its county would; one that is founded is found again. */
export async function foundInstitution(
  stage: Stage,
  plan: InstitutionPlan,
): Promise<FoundedInstitution> {
  if ((await institutionOf(stage, plan)) === undefined) await registerInstitution(stage, plan);
  const institution = await institutionOf(stage, plan);
  if (institution === undefined) throw new StoryBroken(`the county's list lacks ${plan.uscc}`);
  const { institutionId, name } = institution;
  await appointStaff(stage, institutionId, plan);
  const custodyAccountNo = await bindAccount(stage, institutionId, plan);
  const courseId = await publishCourse(stage, institutionId, plan);
  return { institutionId, institutionName: name, custodyAccountNo, courseId };
}

async function institutionOf(stage: Stage, { uscc: wanted }: InstitutionPlan) {
  const officer = stage.as("county-officer");
  let cursor: string | undefined;
  do {
    const after = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await officer.get(`/management/v1/institutions?limit=100${after}`);
    const page = answer.expect(Institutions);
    const found = page.institutions.find(({ uscc }) => uscc === wanted);
    if (found !== undefined) return found;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return undefined;
}

/** The county hands in its list, as it would any list. */
async function registerInstitution(stage: Stage, { list }: InstitutionPlan): Promise<void> {
  await uploadList(stage, stage.as("county-officer"), {
    announce: "/management/v1/institution-imports",
    jobs: "/management/v1/jobs",
    fileName: "institutions.csv",
    bytes: list,
  });
}

async function appointStaff(
  stage: Stage,
  institutionId: string,
  { staff, keyOf }: InstitutionPlan,
): Promise<void> {
  const officer = stage.as("county-officer");
  for (const [subject, duties] of Object.entries(staff)) {
    const body = { issuer: LOCAL_ISSUER, subject, duties };
    const answer = await officer.post(
      `/management/v1/institutions/${institutionId}/members`,
      body,
      keyOf(`appoint-${subject}`),
    );
    answer.expect(z.object({ memberId: z.string() }));
  }
}

/** One officer proposes, the bank opens the account and signs for its holder, another officer approves. */
async function bindAccount(
  stage: Stage,
  institutionId: string,
  { payoutAccountNo, keyOf }: InstitutionPlan,
): Promise<string> {
  const officer = stage.as("county-officer");
  const proposed = await officer.post(
    `/management/v1/institutions/${institutionId}/custody-account-bindings`,
    { bankId: "sandbox-bank", payoutAccountNo },
    keyOf("bind-account"),
  );
  const { proposalId } = proposed.expect(Proposal);
  await stage.idle();
  const listed = await officer.get(
    "/management/v1/proposals?limit=100&kind=custody-account-binding",
  );
  const { proposals } = listed.expect(Proposals);
  const bank = proposals.find((proposal) => proposal.proposalId === proposalId)?.bank;
  if (bank?.holderMatches !== true) throw new StoryBroken("the bank did not confirm the holder");
  const decided = await stage
    .as("county-officer-2")
    .post(
      `/management/v1/proposals/${proposalId}/decision`,
      { decision: "approve", reason: "银行已确认户名与机构一致" },
      keyOf("approve-account"),
    );
  decided.expect(Proposal);
  const institution = await officer.get(`/management/v1/institutions/${institutionId}`);
  return institution.expect(Institution).account.custodyAccountNo;
}

async function publishCourse(
  stage: Stage,
  institutionId: string,
  { owner, course, keyOf }: InstitutionPlan,
): Promise<string> {
  const seller = stage.as(owner);
  const created = await seller.post(
    `/institution/v1/institutions/${institutionId}/courses`,
    course,
    keyOf("create-course"),
  );
  const { courseId } = created.expect(z.object({ courseId: z.string() }));
  const path = `/institution/v1/courses/${courseId}/publication`;
  (await seller.post(path, undefined, keyOf("publish-course"))).expect(z.object({}));
  return courseId;
}
