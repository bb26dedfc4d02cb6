// `node bench/stories/main.ts`: counts every story anew, writes docs/story-cost.md and prints it.
import { writeFileSync } from "node:fs";
import { runCommand } from "../../local/commands/command-line.ts";
import { countedStories } from "./stories.ts";
import { STORY_PAGE, storyPage } from "./story-page.ts";

await runCommand(async () => {
  const page = await storyPage(await countedStories());
  writeFileSync(STORY_PAGE, page);
  console.log(page);
  return 0;
});
