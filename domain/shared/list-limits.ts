/** The largest file in which an authority or an institution hands in a list. */
export const LIST_MOST_BYTES = 5 * 1024 * 1024;
