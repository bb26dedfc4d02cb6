import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listJournal as contract } from "./contracts.ts";
import { listJournal } from "./list-journal.ts";

export const handler = httpLambda(contract, listJournal, kitFromEnv());
