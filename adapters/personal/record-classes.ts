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
] as const;
export type RecordClass = (typeof RECORD_CLASSES)[number];

/**
 * The word of the encryption context under which a data key is bound to its class; grants name it too.
 * Changing it makes every data key useless.
 */
export const RECORD_CLASS_IN_CONTEXT = "recordClass";
