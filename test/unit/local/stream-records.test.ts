import { unmarshall } from "@aws-sdk/util-dynamodb";
import { expect, it } from "vitest";
import * as z from "zod";
import { toStreamRecord } from "../../../local/storage/stream-records.ts";

const Images = z.object({ NewImage: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** An item as a function reads it that was handed its record. */
const readBack = (NewImage: Readonly<Record<string, unknown>>) => {
  const { dynamodb } = toStreamRecord({ dynamodb: { NewImage } as never }, "arn", "local");
  return unmarshall(Images.parse(dynamodb).NewImage as never);
};

it("gives an empty map its type back, at any depth, which DynamoDB Local leaves out", () => {
  expect(
    readBack({
      map: {},
      list: { L: [{}, { L: [] }] },
      deep: { M: { map: {}, text: { S: "" }, none: { NULL: true } } },
    }),
  ).toEqual({ map: {}, list: [{}, []], deep: { map: {}, text: "", none: null } });
});

it("hands binary on as base64 text, and everything else as it is", () => {
  const bytes = new TextEncoder().encode("课");
  const { dynamodb } = toStreamRecord(
    {
      dynamodb: {
        NewImage: { one: { B: bytes }, some: { BS: [bytes] }, count: { N: "3" } },
        SequenceNumber: "7",
      },
    },
    "arn",
    "local",
  );
  expect(dynamodb["NewImage"]).toEqual({
    one: { B: "6K++" },
    some: { BS: ["6K++"] },
    count: { N: "3" },
  });
  expect(dynamodb.SequenceNumber).toBe("7");
});
