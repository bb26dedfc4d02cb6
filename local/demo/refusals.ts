import { type Stage, StoryBroken } from "../demo-city/stage.ts";

interface Attempt {
  readonly words: string;
  readonly code: string;
  readonly act: () => Promise<{ refusal(): string }>;
}

/** What people try and may not: the story breaks when one of them gets through. */
export async function refusals(
  stage: Stage,
  enrolmentId: string,
  say: (line: string) => void,
): Promise<void> {
  const confirm = `/family/v1/enrolments/${enrolmentId}/lessons/1/confirmation`;
  const own = `/family/v1/enrolments/${enrolmentId}`;
  const attempts: readonly Attempt[] = [
    {
      words: "别的家长查看 another guardian looks",
      code: "resource.not-found",
      act: () => stage.as("guardian-li").get(own),
    },
    {
      words: "别的家长确认 another guardian confirms",
      code: "resource.not-found",
      act: () => stage.as("guardian-li").post(confirm, undefined, `demo-bad-${enrolmentId}`),
    },
    {
      words: "资金操作不带幂等键 a money command without a key",
      code: "idempotency.key-required",
      act: () => stage.as("guardian-li").post(confirm, undefined),
    },
    {
      words: "邻县人员查看流水 the county beside reads the journal",
      code: "resource.not-found",
      act: () =>
        stage.as("neighbour-officer").get(`/management/v1/enrolments/${enrolmentId}/journal`),
    },
    {
      words: "未登记账号 an account without a role",
      code: "identity.not-a-member",
      act: () => stage.as("stranger").get(own),
    },
  ];
  say("\n不允许的事 what is refused:");
  for (const { words, code, act } of attempts) {
    const answer = (await act()).refusal();
    if (answer !== code) throw new StoryBroken(`${words}: ${answer} instead of ${code}`);
    say(`  ${words} → ${answer}`);
  }
}
