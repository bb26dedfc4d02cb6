import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import type { Table } from "../../adapters/table/table.ts";
import { projectFacts } from "./project-facts.ts";
import { projectPositions } from "./project-positions.ts";

/**
 * The second reader of the stream: folds entries into custody positions and into daily facts. What one of the two could
 * not take comes again to both, and each knows what it has.
 */
export const projectEntries =
  (deps: { readonly table: Table }) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const answers = [await projectPositions(deps)(event), await projectFacts(deps)(event)];
    const failed = new Set(answers.flatMap((answer) => answer.batchItemFailures.map(placeOf)));
    const first = event.Records.find(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ""));
    const itemIdentifier = first?.dynamodb?.SequenceNumber;
    return { batchItemFailures: itemIdentifier === undefined ? [] : [{ itemIdentifier }] };
  };

const placeOf = ({ itemIdentifier }: { readonly itemIdentifier: string }): string => itemIdentifier;
