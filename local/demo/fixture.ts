import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../build/project.ts";

/** The lists that authorities and institutions hand in: the very files that the tests read. */
export const readFixture = (name: string): Uint8Array =>
  readFileSync(join(projectRoot, "test", "fixtures", name));
