import type { Stage } from "../demo-city/stage.ts";
import { uploadList } from "../demo-city/upload-list.ts";
import { readFixture } from "./fixture.ts";

const LISTS = [
  { fileName: "institutions-utf8.csv", words: "UTF-8" },
  { fileName: "institutions-gb18030.csv", words: "GB18030" },
] as const;

/** The institution hands in its class list: thirty pupils and their guardians. */
export async function importRoster(
  stage: Stage,
  classId: string,
  say: (line: string) => void,
): Promise<void> {
  const fileName = "roster-30.csv";
  const { counts } = await uploadList(stage, stage.as("owner"), {
    announce: `/institution/v1/classes/${classId}/roster-imports`,
    jobs: "/institution/v1/jobs",
    fileName,
    bytes: readFixture(fileName),
  });
  say(`班级名单 class list: ${counts.rows} pupils, ${counts.refused} refused`);
}

/** The ministry hands in two lists as they are: good rows are kept, each bad one is named with its reason. */
export async function importLists(stage: Stage, say: (line: string) => void): Promise<void> {
  for (const { fileName, words } of LISTS) {
    const { counts, findings } = await uploadList(stage, stage.as("nation-officer"), {
      announce: "/management/v1/institution-imports",
      jobs: "/management/v1/jobs",
      fileName,
      bytes: readFixture(fileName),
    });
    const { rows, created, updated, unchanged, refused, warnings } = counts;
    say(
      `机构名单 list of institutions (${words}): ${rows} rows; ${created} created, ${updated} updated, ` +
        `${unchanged} unchanged, ${refused} refused; ${warnings} warnings`,
    );
    for (const { line, column, reason } of findings.slice(0, 3))
      say(`  line ${line}, ${column ?? "-"}: ${reason.zh} / ${reason.en}`);
  }
}
