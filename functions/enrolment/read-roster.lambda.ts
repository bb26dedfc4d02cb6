import { kitFromEnv } from "../kit/deps.ts";
import { withVault } from "../kit/personal-deps.ts";
import { uploadLambda } from "../kit/task.ts";
import { withUploadedFiles } from "../kit/upload-deps.ts";
import { readRoster } from "./read-roster.ts";
import { readRoster as contract } from "./roster-contracts.ts";

export const handler = uploadLambda(
  contract,
  readRoster,
  withVault(withUploadedFiles(kitFromEnv())),
);
