import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoTable, DYNAMO_CLIENT_SETTINGS } from "../../adapters/table/dynamo-table.ts";
import { environment } from "../kit/environment.ts";
import { projectPositions } from "./project-positions.ts";

export const handler = projectPositions({
  table: createDynamoTable({
    client: new DynamoDBClient(DYNAMO_CLIENT_SETTINGS),
    tableName: environment().TABLE_NAME,
  }),
});
