import { randomBytes } from "node:crypto";
import { bankDirectory } from "../../../adapters/bank/bank-directory.ts";
import { createKeyedHash } from "../../../adapters/personal/keyed-hash.ts";
import { createPersonalVault } from "../../../adapters/personal/personal-vault.ts";
import { tableKeyStore } from "../../../adapters/personal/table-key-store.ts";
import { createMemoryTable, type MemoryTable } from "../../../adapters/table/memory-table.ts";
import { rulePacks } from "../../../adapters/rule-packs.ts";
import { unitTree } from "../../../adapters/unit-tree.ts";
import type { BankKit } from "../../../functions/kit/bank-deps.ts";
import { withSignedCalls } from "../../../functions/kit/signed-calls.ts";
import type { WebhookKit } from "../../../functions/kit/webhook-deps.ts";
import { memberDirectory } from "../../../functions/kit/members.ts";
import type { PersonalKit } from "../../../functions/kit/personal-deps.ts";
import type { OpenApiKit } from "../../../functions/support/get-open-api.ts";
import { testKit, type TestKit } from "../door.ts";
import { aPaymentBank } from "../enrolment.ts";
import { fakeKeyManagement } from "../personal.ts";
import { fakeWebhooks } from "../webhooks.ts";
import { memoryUploads, type MemoryUploads } from "../uploads.ts";

/** A kit with all that any use case asks for. */
export type WorldKit = TestKit &
  PersonalKit &
  BankKit &
  WebhookKit &
  MemoryUploads &
  OpenApiKit & {
    /** The same kit on a copy of the table as it is now; what one writes the other does not see. */
    fork(wrap?: (table: MemoryTable) => MemoryTable): Promise<WorldKit>;
  };

const MOST_WRITES = 100;

async function copyOf(table: MemoryTable, now: () => number): Promise<MemoryTable> {
  const copy = createMemoryTable({ now });
  const items = table.all();
  for (let first = 0; first < items.length; first += MOST_WRITES) {
    const some = items.slice(first, first + MOST_WRITES);
    await copy.commit(some.map((item) => ({ kind: "put", item })));
  }
  return copy;
}

export function worldKit(): WorldKit {
  const base = testKit();
  const { kms } = fakeKeyManagement();
  const secret = randomBytes(32);
  const { client } = aPaymentBank();
  const uploads = memoryUploads();

  const onTable = (table: MemoryTable): WorldKit =>
    withSignedCalls({
      ...base,
      ...uploads,
      table,
      members: memberDirectory(table, base.now),
      banks: bankDirectory(table),
      units: unitTree(table),
      rules: rulePacks(table, base.now),
      vault: createPersonalVault({
        kms,
        keyStore: tableKeyStore(table),
        now: base.now,
        random: randomBytes,
      }),
      personalHash: createKeyedHash({
        mac: (label) => Promise.resolve(Buffer.concat([secret, Buffer.from(label)])),
      }),
      bank: () => client,
      knowsBank: () => true,
      webhooks: fakeWebhooks(),
      webhookTestHosts: [],
      document: { openapi: "3.1.0" },
      fork: async (wrap = (copy) => copy) => onTable(wrap(await copyOf(table, base.now))),
    });
  return onTable(base.table);
}

/** Everything that is written, in one text: equal texts are equal tables. What lies under `except` is left out. */
export const writtenIn = ({ table }: Pick<WorldKit, "table">, except?: string): string =>
  table
    .all()
    .filter(({ pk }) => except === undefined || !pk.startsWith(`${except}#`))
    .map((item) => JSON.stringify(item))
    .toSorted()
    .join("\n");
