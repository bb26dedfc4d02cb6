import { ANSWER, changed, inbox, told, type WrittenMinimum } from "./minimum-parts.ts";

const MEASURE_CHANGED = changed("the measure");
const SEALED = "what was written, sealed";
const LISTS = ["the county's list of measures", "the institution's list of measures"];

const stop: WrittenMinimum = {
  reads: ["the institution: whose competence, what is stopped"],
  writes: [
    ANSWER,
    ...changed("the proposal"),
    ...MEASURE_CHANGED,
    SEALED,
    ...changed("the institution"),
    ...told("the institution"),
  ],
  entries: [
    "the county's list of proposals",
    "the end of the provisional stop",
    ...LISTS,
    ...inbox("the institution"),
  ],
};

/** The least of the commands that stop releases or sales, and that end a measure. */
export const MEASURE_MINIMUM: Readonly<Record<string, WrittenMinimum>> = {
  stopRelease: stop,
  stopSale: stop,
  liftMeasure: {
    reads: ["the measure: whose competence, where it stands"],
    writes: [ANSWER, ...MEASURE_CHANGED, SEALED, ...told("the institution")],
    entries: inbox("the institution"),
  },
};
