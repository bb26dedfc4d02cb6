import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { countedStories, type Story } from "../../../bench/stories/stories.ts";
import { STORY_PAGE, storyPage, WRITE_STORY_PAGE } from "../../../bench/stories/story-page.ts";
import { billOf, NOTHING_USED } from "../../../bench/stories/usage.ts";

let stories: readonly Story[];
beforeAll(async () => {
  stories = await countedStories();
});

describe("docs/story-cost.md", () => {
  it(`says what each story uses and costs (${WRITE_STORY_PAGE} writes it)`, async () => {
    expect(await storyPage(stories), `run ${WRITE_STORY_PAGE}`).toBe(
      readFileSync(STORY_PAGE, "utf8"),
    );
  });
});

describe("the count of a complaint that the family accepts", () => {
  it("is what one adds up by hand", () => {
    const [complaint] = stories;
    expect(complaint?.usage).toMatchObject({
      // Filed, answered, accepted.
      httpRequests: 3,
      // Triage, whose turn, institution, whose turn, family, whose turn, close, refund?, lead?, closed.
      transitions: 10,
      // Filed, answered, concluded, and the notices: of each step to the other side, of the end to both.
      events: 7,
      messages: 0,
      // Two notices to the family, each by email and SMS.
      signatures: 4,
    });
  });
});

describe("the bill", () => {
  it("is of what was used, a million times", () => {
    const bill = billOf({ ...NOTHING_USED, transitions: 4, writeUnits: 2, invocations: 1 });
    expect(bill).toMatchObject({ "Step Functions": 100, DynamoDB: 1.25, KMS: 0 });
    // 0.20 for a million invocations, and 10 ms at half a gigabyte each.
    expect(bill["Lambda"]).toBeCloseTo(0.2 + 0.005 * 13.3334, 6);
  });
});
