import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createKeyedHash } from "../../adapters/personal/keyed-hash.ts";
import { createPersonalVault } from "../../adapters/personal/personal-vault.ts";
import { tableKeyStore } from "../../adapters/personal/table-key-store.ts";
import type { Item, Table } from "../../adapters/table/table.ts";
import * as contracts from "../../functions/institution/contracts.ts";
import { getJob } from "../../functions/institution/get-job.ts";
import { importInstitutions } from "../../functions/institution/import-institutions.ts";
import { readInstitutionList } from "../../functions/institution/read-institution-list.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import type { PersonalKit } from "../../functions/kit/personal-deps.ts";
import { operatorLambda, uploadLambda } from "../../functions/kit/task.ts";
import { seedReference as seedContract } from "../../functions/reference/contracts.ts";
import { seedReference } from "../../functions/reference/seed-reference.ts";
import { type Answer, call, type Caller, testKit, type TestKit } from "./door.ts";
import { fakeKeyManagement } from "./personal.ts";
import { announcementOf, memoryUploads, type MemoryUploads, objectCreated } from "./uploads.ts";

/** The import of lists in process: a vault with a key service in memory, and uploads in a map. */
export type ImportKit = TestKit & PersonalKit & MemoryUploads;

export function importKit(): ImportKit {
  const kit = testKit();
  const secret = randomBytes(32);
  return {
    ...kit,
    ...memoryUploads(),
    vault: createPersonalVault({
      kms: fakeKeyManagement().kms,
      keyStore: tableKeyStore(kit.table),
      now: kit.now,
      random: randomBytes,
    }),
    personalHash: createKeyedHash({ mac: () => Promise.resolve(secret) }),
  };
}

export const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url));

export const seedRealUnits = (kit: ImportKit): Promise<unknown> =>
  operatorLambda(seedContract, (deps) => seedReference(deps), kit)({});

/** Announces a file, as an officer does. */
export const announce = (
  kit: ImportKit,
  as: Caller,
  bytes: Uint8Array,
  change: Readonly<Record<string, unknown>> = {},
): Promise<Answer> =>
  call(httpLambda(contracts.importInstitutions, importInstitutions, kit), {
    as,
    body: { ...announcementOf("机构名单.csv", bytes), ...change },
  });

/** Delivers "Object Created" for a key, as the bus does. */
export const deliver = (kit: ImportKit, key: string, table: Table = kit.table): Promise<void> =>
  uploadLambda(
    contracts.readInstitutionList,
    () => readInstitutionList({ ...kit, table }),
    kit,
  )(objectCreated(key));

/** Announces, uploads and reads a file; answers with its job. */
export async function importFile(kit: ImportKit, as: Caller, bytes: Uint8Array): Promise<string> {
  const { body } = await announce(kit, as, bytes);
  const jobId = String(body.jobId);
  const key = `imports/institutions/${jobId}`;
  kit.uploads.set(key, bytes);
  await deliver(kit, key);
  return jobId;
}

export const report = (
  kit: ImportKit,
  as: Caller,
  jobId: string,
  query: Record<string, string> = { limit: "100" },
): Promise<Answer> =>
  call(httpLambda(contracts.getJob, getJob, kit), { as, path: { jobId }, query });

export const itemsOf = (kit: TestKit, type: string): readonly Item[] =>
  kit.table.all().filter((item) => item.type === type);

/** The table of a process that dies: after so many commits nothing is written any more. */
export function dyingTable(table: Table, commits: number, isWritten: "before" | "after"): Table {
  let left = commits;
  return {
    ...table,
    commit: async (writes) => {
      left -= 1;
      if (left < 0) throw new Error("the process is dead");
      if (left > 0 || isWritten === "after") await table.commit(writes);
      if (left === 0) throw new Error("the process died");
    },
  };
}
