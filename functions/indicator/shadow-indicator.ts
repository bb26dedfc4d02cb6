import { commitCommand } from "../../adapters/unit-of-work.ts";
import { startShadow } from "../../domain/risk/versions/version.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { shadowIndicator as contract } from "./contracts.ts";
import { ownVersions } from "./own-version.ts";

export const shadowIndicator = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const { versions, find } = ownVersions({ table });

  return async ({ path: { versionId } }, context) => {
    const found = await find(versionId, context, ["risk"]);
    const { version, event } = orThrow(startShadow(found.state));
    const { status } = version;
    const changes = versions.change(found, version, event, context);
    return commitCommand(table, context, changes, { versionId: version.versionId, status });
  };
};
