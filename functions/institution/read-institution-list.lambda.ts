import { kitFromEnv } from "../kit/deps.ts";
import { withVault } from "../kit/personal-deps.ts";
import { uploadLambda } from "../kit/task.ts";
import { withUploadedFiles } from "../kit/upload-deps.ts";
import { readInstitutionList as contract } from "./contracts.ts";
import { readInstitutionList } from "./read-institution-list.ts";

export const handler = uploadLambda(
  contract,
  readInstitutionList,
  withVault(withUploadedFiles(kitFromEnv())),
);
