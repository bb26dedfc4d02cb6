/**
 * The classes of records in the vault: each has data keys and partitions of its own, so that a function is
 * granted the classes that its contract names and no other.
 */
export const RECORD_CLASSES = [
  "institution",
  "student",
  "roster",
  "contact",
  "dispute",
  "dispute-finding",
  /** What the sides of a refund write. */
  "refund",
  /** The account that a family names where its payment cannot go back on its own way. */
  "refund-payee",
  /** What officers write about an alert. */
  "alert",
  /** What officers and institutions write about a measure. */
  "measure",
  /** What the sides of a complaint write. */
  "complaint",
  /** Who complains, where the institution may know it. */
  "complaint-party",
  /** Who complains, where the institution must not learn it: its functions hold no key of this class. */
  "complaint-sealed",
  /** Where those who watch alerts are reached, and the secrets that sign what is sent there. */
  "subscription",
] as const;
export type RecordClass = (typeof RECORD_CLASSES)[number];

/**
 * The word of the encryption context under which a data key is bound to its class; grants name it too.
 * Changing it makes every data key useless.
 */
export const RECORD_CLASS_IN_CONTEXT = "recordClass";
