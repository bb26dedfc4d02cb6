import type { Kit } from "../kit/deps.ts";
import { markCounties } from "./mark-counties.ts";
import { projectFacts } from "./project-facts.ts";
import { projectPositions } from "./project-positions.ts";
import { projectPresences } from "./project-presences.ts";
import { projector } from "./projector.ts";

/** The second reader of the stream: folds entries into custody positions and daily facts, and compares pupils' days. */
export const projectEntries = ({ table, log }: Pick<Kit, "table" | "log">) =>
  projector(log, {
    positions: projectPositions(table),
    facts: projectFacts(table),
    presences: projectPresences(table),
    marks: markCounties(table),
  });
