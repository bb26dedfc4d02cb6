import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { build } from "../../local/build/build.ts";
import { type Command, type Commands, commandsOfATest } from "../support/commands.ts";

const DEMO_LIMIT = { timeout: 150_000, interval: 20 };
const CLOSING = "Every fen is accounted for.";

let commands: Commands;

beforeAll(async () => {
  await build({ report: () => undefined });
  commands = await commandsOfATest("demo");
});
afterAll(() => {
  commands.end();
});

/** Plays the demo until it says these words, and then kills the platform under it. @returns what it said until then */
async function killThePlatformAt(words: string, platform: Command): Promise<string> {
  const demo = commands.run("demo/main.ts");
  await vi.waitFor(() => {
    expect(demo.printed.stdout + demo.printed.stderr).toContain(words);
  }, DEMO_LIMIT);
  platform.child.kill("SIGKILL");
  await platform.ended;
  expect(await demo.ended).not.toBe(0);
  return demo.printed.stdout;
}

/** Amounts of the closing table: the order's and the institution's. */
const rowOf = (stdout: string, words: string): string | undefined =>
  stdout
    .split("\n")
    .find((line) => line.includes(words) && line.includes("|"))
    ?.replace(/^\D*/, "");

describe("npm run demo", () => {
  it(
    "comes to the same result when the platform is killed in the middle, three times",
    { timeout: 480_000 },
    async () => {
      await killThePlatformAt("the fee is earned", await commands.start());
      const second = await killThePlatformAt("the city orders a refund", await commands.start());
      expect(second).toMatch(/deadline 2026-\d\d-\d\d: 15 个工作日/);
      expect(second).toContain("finds for the family: ¥149.99 back, unconsumed ¥2,699.92");
      expect(second).toContain("up to the county by itself");
      const third = await killThePlatformAt(
        "two officers order a mass refund",
        await commands.start(),
      );
      expect(third).toContain("silence agrees");
      expect(third).toContain("goes up to the province");
      expect(third).toContain("the fee is held, not lost");
      expect(third.match(/the bank refuses \(payer-account-closed\)/g)).toHaveLength(2);
      const platform = await commands.start();
      const demo = commands.run("demo/main.ts");
      expect(await demo.ended, demo.printed.stderr).toBe(0);

      const { stdout } = demo.printed;
      expect(stdout).toContain(CLOSING);
      expect(rowOf(stdout, "paid")).toMatch(/^2,999\.90 \| +¥2,999\.90$/);
      expect(rowOf(stdout, "unconsumed")).toMatch(/^0\.00 \| +¥0\.00$/);
      expect(rowOf(stdout, "disputed")).toMatch(/^0\.00 \| +¥0\.00$/);
      expect(rowOf(stdout, "released")).toMatch(/^449\.97 \| +¥449\.97$/);
      expect(rowOf(stdout, "refunded")).toMatch(/^2,549\.93 \| +¥2,549\.93$/);
      expect(stdout.match(/^ {2}\d+ .* refund-executed$/gm)).toHaveLength(3);
      expect(stdout.match(/^ {2}\d+ .* release-executed$/gm)).toHaveLength(3);
      expect(stdout.match(/^ {2}\d+ .* release-returned$/gm)).toHaveLength(2);
      expect(stdout.match(/^ {2}\d+ .* confirmation-undone$/gm)).toHaveLength(1);
      expect(stdout.match(/^ {2}\d+ .* lesson-deemed$/gm)).toHaveLength(1);
      // The family's own dispute, and the lesson of its complaint.
      expect(stdout.match(/^ {2}\d+ .* lesson-disputed$/gm)).toHaveLength(2);
      expect(stdout.match(/^ {2}\d+ .* dispute-found-for-family$/gm)).toHaveLength(2);
      expect(stdout).toContain("into suspense: ¥400.00.");
      expect(stdout).toMatch(/late payment +¥400\.00 = 已原路退回 returned by the bank's SB\d+$/m);
      expect(stdout).toContain(
        "custody account ¥0.00 = 平台账 platform ¥0.00 + 待查资金 suspense ¥0.00",
      );
      expect(stdout).toContain(
        "in all ¥2,916.67 = 已退 paid ¥1,999.99 + 尚欠 still owed by the institution ¥916.68",
      );
      // The whole way of an alert, and what is missing in the end.
      const steps = [
        "alert-raised",
        "alert-raised-higher",
        "alert-escalated",
        "alert-acknowledged",
        ...["alert-measure-taken stop-release", "alert-measure-taken rectify"],
        "alert-concluded",
        ...["alert-matter-begun freeze", "alert-matter-begun mass-refund"],
      ];
      const told = Array.from(
        stdout.matchAll(/^ {2}\S+ {2}(alert-[a-z-]+(?:(?<=taken|begun|ended) \S+)?)/gm),
        ([, step]) => step,
      );
      expect(told.slice(0, -2)).toEqual(steps);
      // The last family's money ends both, each for itself.
      const ends = ["alert-cleared", "alert-matter-ended mass-refund"];
      expect(told.slice(-2).toSorted()).toEqual(ends);
      expect(stdout).toContain("已退 refunded ¥1,999.99, 缺口 missing ¥1,000.01");

      platform.child.kill("SIGTERM");
      expect(await platform.ended).toBe(0);
    },
  );

  it("leaves no personal data in clear in the table, the logs, the runtime's state or the bank", () => {
    const clear = [
      // The two pupils of the run from the class list, and two people of the authorities' lists.
      ...["黄俊可", "341202201601029751", "颍州区第五小学"],
      ...["胡天明", "130533201605121863", "威县第三小学"],
      ...["吴轩天", "15318548999", "高若远", "18959068736"],
      // What the family and the officer wrote about the dispute.
      ...["当天老师请假", "经核实当日未开课"],
      // What they wrote about the complaint and the refund, and who they are.
      ...["王思远", "13900139000", "人民路8号", "代课教师全程播放视频", "不接受补课", "孩子转学"],
      ...["周启航", "15839500001"],
      // What officers wrote about the alert and the measures.
      ...["托管资金去向不明", "限期退回", "托管资金被转出"],
    ];
    const files = globSync("{dynamodb,logs,bank}/**/*", { cwd: commands.dataDir })
      .concat(globSync("local.sqlite*", { cwd: commands.dataDir }))
      .map((file) => join(commands.dataDir, file))
      .filter((file) => statSync(file).isFile());
    expect(files.length).toBeGreaterThan(10);
    const found = files.flatMap((file) => {
      const bytes = readFileSync(file);
      return clear.filter((word) => bytes.includes(word)).map((word) => `${word} in ${file}`);
    });
    expect(found).toEqual([]);
  });
});
