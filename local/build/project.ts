import { join } from "node:path";

/** The folder of the repository: paths do not depend on where a command was typed. */
export const projectRoot = join(import.meta.dirname, "../..");
