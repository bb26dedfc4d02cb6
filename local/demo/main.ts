// `npm run demo`: what becomes of families' money, from a real list of institutions to one that runs away.
import * as z from "zod";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { commandOptions, runCommand } from "../commands/command-line.ts";
import { foundCity } from "../demo-city/found-city.ts";
import { type Stage, StoryBroken, voice } from "../demo-city/stage.ts";
import { findPlatform, type LocalPlatform } from "../commands/local-client.ts";
import { closeTheBooks } from "./accounts.ts";
import { playCollapse } from "./collapse-story.ts";
import { playFamily } from "./family-story.ts";
import { importLists } from "./import-lists.ts";
import { playLatePayment } from "./late-payment-story.ts";
import { refusals } from "./refusals.ts";
import { openRun } from "./run-record.ts";

const USAGE = "usage: npm run demo [-- --data DIR]";
const Token = z.object({ token: z.string() });
const Time = z.object({ epochMs: z.number() });

/** A stage on a platform that runs on this machine. */
function stageOn(platform: LocalPlatform): Stage {
  const now = async () => Time.parse(await platform.call("GET", "clock")).epochMs;
  return {
    url: platform.url,
    as: (persona) =>
      voice(
        platform.url,
        persona === undefined
          ? undefined
          : async () => {
              const claims = { sub: persona, aud: "xiaowai" };
              return Token.parse(await platform.call("POST", "token", { claims })).token;
            },
      ),
    idle: async () => {
      await platform.call("GET", "idle");
    },
    now,
    moveTo: async (epochMs) => {
      if (epochMs > (await now()))
        await platform.call("POST", "clock", { to: new Date(epochMs).toISOString() });
    },
  };
}

const say = (line: string): void => console.log(line);

await runCommand(async () => {
  const { dataDir } = commandOptions(process.argv.slice(2), USAGE);
  const platform = await findPlatform(dataDir);
  const stage = stageOn(platform);
  const { run, dayOf, finish } = openRun(dataDir);
  const beginning = async (story: string) => dayOf(story, shanghaiDate(await stage.now()));
  try {
    say(`第 ${run} 次演示 run ${run} of the demo, on ${stage.url}\n`);
    await importLists(stage, say);
    const city = await foundCity(stage);
    say(`机构 ${city.institutionName} (${city.institutionId})`);
    say(
      `托管账户 custody account ${city.custodyAccountNo}, confirmed by the bank's signature, approved by a second officer\n`,
    );

    const guardian = `guardian-of-run-${run}`;
    const family = { run, beganOn: await beginning("family"), guardian, say };
    const told = await playFamily(stage, city, family);
    const aside = { run, beganOn: await beginning("late-payment"), say };
    const late = await playLatePayment(stage, city, aside);
    const aCollapse = { run, beganOn: await beginning("collapse"), say };
    await playCollapse(stage, aCollapse, () => platform.call("GET", "agency"));
    await refusals(stage, told.enrolmentId, say);
    await closeTheBooks(stage, city, { ...told, guardian, late }, say);
    finish();
    say("\n每一分钱都有着落。Every fen is accounted for.");
    return 0;
  } catch (error) {
    if (!(error instanceof StoryBroken)) throw error;
    console.error(`\n演示中断 the story broke: ${error.message}`);
    return 1;
  }
});
