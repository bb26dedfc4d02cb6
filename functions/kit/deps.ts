import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { ulid } from "ulid";
import { type BankDirectory, bankDirectory } from "../../adapters/bank/bank-directory.ts";
import { createKeyedHash } from "../../adapters/personal/keyed-hash.ts";
import { kmsMac } from "../../adapters/personal/kms.ts";
import { createDynamoTable, DYNAMO_CLIENT_SETTINGS } from "../../adapters/table/dynamo-table.ts";
import { type RulePacks, rulePacks } from "../../adapters/rule-packs.ts";
import { type UnitTree, unitTree } from "../../adapters/unit-tree.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { type Mac } from "./cursor.ts";
import { environment } from "./environment.ts";
import type { SignedCalls } from "./signed-calls.ts";
import { type MemberDirectory, memberDirectory } from "./members.ts";

/** What every function has at hand. */
export interface Kit {
  readonly table: Table;
  readonly members: MemberDirectory;
  readonly banks: BankDirectory;
  readonly units: UnitTree;
  readonly rules: RulePacks;
  readonly mac: Mac;
  readonly log: Log;
  /** Present in the functions that banks call. */
  readonly signedCalls?: SignedCalls;
  readonly now: () => EpochMs;
  readonly newUlid: () => string;
}

/** What a function has at hand that no table is granted to. */
export type TablelessKit = Pick<Kit, "log" | "now" | "newUlid">;

/** Logs carry ids, codes and times; never a body, a name or a number of a person. */
export interface Log {
  line(message: string, fields: Readonly<Record<string, string | number>>): void;
  defect(error: unknown, correlationId: string): void;
}

/** The kit of a deployed function: everything comes from its environment. */
export function kitFromEnv(): Kit {
  const env = environment();
  const { now, ...rest } = tablelessKit();
  const table = createDynamoTable({
    client: new DynamoDBClient(DYNAMO_CLIENT_SETTINGS),
    tableName: env.TABLE_NAME,
  });
  return {
    table,
    members: memberDirectory(table, now),
    banks: bankDirectory(table),
    units: unitTree(table),
    rules: rulePacks(table, now),
    mac: createKeyedHash({
      mac: kmsMac(new KMSClient({}), env.REQUEST_MAC_KEY_ID),
    }),
    now,
    ...rest,
  };
}

export function tablelessKit(): TablelessKit {
  const now = (): EpochMs => Date.now();
  return { log: powertoolsLog(), now, newUlid: () => ulid(now()) };
}

function powertoolsLog(): Log {
  const logger = new Logger({ serviceName: "xiaowai" });
  return {
    line: (message, fields) => {
      logger.info(message, fields);
    },
    defect: (error, correlationId) => {
      logger.error("defect", { correlationId, ...describe(error) });
    },
  };
}

const describe = (error: unknown): Record<string, string> =>
  error instanceof Error
    ? { error: error.name, reason: error.message, trace: error.stack ?? "" }
    : { error: typeof error };
