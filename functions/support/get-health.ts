import { keys } from "../../adapters/table/keys.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getHealth as contract } from "./contracts.ts";

/** Healthy is who can read the table; otherwise the wrapper answers 503. */
export const getHealth =
  ({ table }: Kit): UseCaseOf<typeof contract> =>
  async (_input, context) => {
    await table.get(keys.seed("health"));
    return { status: "ok", time: toRfc3339(context.now) };
  };
