import { kitFromEnv } from "../kit/deps.ts";
import { withVault } from "../kit/personal-deps.ts";
import { uploadLambda } from "../kit/task.ts";
import { withUploadedFiles } from "../kit/upload-deps.ts";
import { readEnrolments as contract } from "./opening-task-contracts.ts";
import { readEnrolments } from "./read-enrolments.ts";

export const handler = uploadLambda(
  contract,
  readEnrolments,
  withVault(withUploadedFiles(kitFromEnv())),
);
