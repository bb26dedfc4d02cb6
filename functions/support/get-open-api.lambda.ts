import { readFileSync } from "node:fs";
import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getOpenApi as contract } from "./contracts.ts";
import { getOpenApi } from "./get-open-api.ts";

/** Written by the build into the folder of this bundle. */
const text = readFileSync(new URL("./openapi.json", import.meta.url), "utf8");

export const handler = httpLambda(contract, getOpenApi, {
  ...kitFromEnv(),
  document: contract.output.parse(JSON.parse(text)),
});
