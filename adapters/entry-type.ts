/** The `type` of journal entries, which the stream's readers filter by. */
export const ENTRY = "entry";

/** The `type` of an institution's facts of a day, of whose changes the relay tells. */
export const FACTS = "facts";
