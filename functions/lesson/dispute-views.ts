import type * as z from "zod";
import type { DisputeFile } from "../../domain/lesson/dispute.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { DisputeView } from "./schemas.ts";

export const disputeView = ({
  openedAt,
  settledAt,
  ...file
}: DisputeFile): z.input<typeof DisputeView> => ({
  ...file,
  openedAt: toRfc3339(openedAt),
  ...(settledAt === undefined ? {} : { settledAt: toRfc3339(settledAt) }),
});
