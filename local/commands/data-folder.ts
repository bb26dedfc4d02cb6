import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The file by which a data folder is known as ours. */
export const DATA_MARKER = ".xiaowai-data";

/** Makes the folder of a platform's data, if it is not there. */
export function openDataFolder(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(
    join(dataDir, DATA_MARKER),
    "Data of a local platform; `npm run reset` forgets it.\n",
  );
}
