/** The `type` of journal entries, which the stream's readers filter by. */
export const ENTRY = "entry";
