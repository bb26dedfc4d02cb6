import * as z from "zod";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { COLLAPSE_FAMILIES } from "./collapse-cast.ts";
import type { Collapse } from "./collapse-story.ts";
import { bankBalances, expectFen, yuan } from "./money.ts";
import { approve, until } from "./steps.ts";

const Proposed = z.object({ proposalId: z.string() });
const MassRefund = z.object({
  status: z.string(),
  missingFen: z.int(),
  rule: z.object({ zh: z.string(), en: z.string(), article: z.string() }),
  sums: z
    .object({
      claimedFen: z.int(),
      availableFen: z.int(),
      sharedFen: z.int(),
      shortFen: z.int(),
      paidFen: z.int(),
    })
    .optional(),
  families: z.array(
    z.object({
      enrolmentId: z.string(),
      claimFen: z.int(),
      shareFen: z.int(),
      shortFen: z.int(),
      refundStatus: z.string().optional(),
    }),
  ),
});

type FamilyShare = z.infer<typeof MassRefund>["families"][number];
const Notices = z.object({
  notices: z.array(z.object({ template: z.string(), text: z.string() })),
});
const Trace = z.object({
  balancesFen: z.object({ refunded: z.int(), refunding: z.int(), unconsumed: z.literal(0) }),
});

/** The family traces its money to the fen, and has been told. @returns the notice's words */
async function whatFamilySees(
  stage: Stage,
  guardian: string,
  { enrolmentId, shareFen, shortFen }: FamilyShare,
): Promise<string> {
  const family = stage.as(guardian);
  const path = `/family/v1/enrolments/${enrolmentId}/consumption-trace`;
  const { balancesFen } = (await family.get(path)).expect(Trace);
  expectFen("refunded by the trace", balancesFen.refunded, shareFen);
  expectFen("still claimed by the trace", balancesFen.refunding, shortFen);
  const { notices } = (await family.get("/family/v1/notices?limit=50")).expect(Notices);
  const told = notices.find(({ template }) => template === "mass-refund-share");
  if (told === undefined) throw new StoryBroken(`${guardian} is told of the share`);
  return told.text;
}

/** Two officers have all families paid back what custody holds for them; the bank's books end at nothing. */
export async function payBack(collapse: Collapse): Promise<void> {
  const { stage, cast, institution, enrolmentIds, bankUrl, say } = collapse;
  const { institutionId, custodyAccountNo } = institution;
  const path = `/management/v1/institutions/${institutionId}/mass-refunds`;
  const officer = stage.as("county-officer");
  const reason = "机构停业，按比例退还预收费";
  const proposed = await officer.post(path, { reason }, cast.keyOf("mass-refund"));
  const { proposalId } = proposed.expect(Proposed);
  const { massRefundId } = await approve(stage, proposalId, cast.keyOf("approve-mass-refund"));
  if (massRefundId === undefined) throw new StoryBroken("an approval orders the mass refund");
  say("两名经办人员决定集中退费 two officers order a mass refund");

  const look = async () =>
    (await officer.get(`${path}/${massRefundId}?limit=100`)).expect(MassRefund);
  await until(stage, "every family is paid its share", async () => {
    return (await look()).status === "completed";
  });
  const { sums, families, rule } = await look();
  if (sums === undefined) throw new StoryBroken("a mass refund that has ended has its sums");
  const { claimedFen, sharedFen, shortFen, paidFen } = sums;
  say(`  ${rule.zh}\n  ${rule.en} (${rule.article})`);
  for (const { enrolmentId, ...family } of families)
    say(
      `  ${enrolmentId}  应退 claim ${yuan(family.claimFen)} → 退还 paid ${yuan(family.shareFen)}，尚欠 still owed ${yuan(family.shortFen)}`,
    );
  say(
    `  合计 in all ${yuan(claimedFen)} = 已退 paid ${yuan(paidFen)} + 尚欠 still owed by the institution ${yuan(shortFen)}`,
  );
  if (families.length !== enrolmentIds.length) throw new StoryBroken("each family has its share");
  expectFen("paid and owed", paidFen + shortFen, claimedFen);
  expectFen(
    "shares",
    families.reduce((sum, { shareFen }) => sum + shareFen, 0),
    sharedFen,
  );
  expectFen("paid", paidFen, sharedFen);
  for (const [place, which] of COLLAPSE_FAMILIES.entries()) {
    const share = families.find(({ enrolmentId }) => enrolmentId === enrolmentIds[place]);
    if (share === undefined) throw new StoryBroken(`the ${which} family has no share`);
    const text = await whatFamilySees(stage, cast.guardianOf(which), share);
    if (place === 0) say(`  告知家长 each family is told: ${text}`);
  }
  const leftFen = (await bankBalances(bankUrl)).get(custodyAccountNo) ?? 0;
  expectFen("left in custody", leftFen, 0);
}
