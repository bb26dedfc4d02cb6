import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoTable, DYNAMO_CLIENT_SETTINGS } from "../../adapters/table/dynamo-table.ts";
import { tablelessKit } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { projectEntries } from "./project-entries.ts";

export const handler = projectEntries({
  table: createDynamoTable({
    client: new DynamoDBClient(DYNAMO_CLIENT_SETTINGS),
    tableName: environment().TABLE_NAME,
  }),
  log: tablelessKit().log,
});
