import type { InstitutionState } from "./institution.ts";

/** Who answers for an institution beside itself: its organiser, where one is known; otherwise only itself. */
export const ownerOf = ({
  ownerUscc,
  uscc,
}: Pick<InstitutionState, "ownerUscc" | "uscc">): string => ownerUscc ?? uscc;
