import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getSettlementStatement as contract } from "./finance-contracts.ts";
import { getSettlementStatement } from "./get-settlement-statement.ts";
import { statementTable } from "./statement-table.ts";

export const handler = httpLambda(contract, getSettlementStatement, kitFromEnv(), statementTable);
