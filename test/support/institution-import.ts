import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createKeyedHash } from "../../adapters/personal/keyed-hash.ts";
import { createPersonalVault } from "../../adapters/personal/personal-vault.ts";
import { tableKeyStore } from "../../adapters/personal/table-key-store.ts";
import type { Item, Table } from "../../adapters/table/table.ts";
import type { ExpectedFile } from "../../adapters/uploads/upload-forms.ts";
import * as contracts from "../../functions/institution/contracts.ts";
import { getJob } from "../../functions/institution/get-job.ts";
import { importInstitutions } from "../../functions/institution/import-institutions.ts";
import { readInstitutionList } from "../../functions/institution/read-institution-list.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import type { PersonalKit } from "../../functions/kit/personal-deps.ts";
import { operatorLambda, uploadLambda } from "../../functions/kit/task.ts";
import type { UploadedFileKit, UploadFormKit } from "../../functions/kit/upload-deps.ts";
import { seedReference as seedContract } from "../../functions/reference/contracts.ts";
import { seedReference } from "../../functions/reference/seed-reference.ts";
import { type Answer, call, type Caller, testKit, type TestKit } from "./door.ts";
import { fakeKeyManagement } from "./personal.ts";

/** The import of lists in process: a vault with a key service in memory, and uploads in a map. */
export interface ImportKit extends TestKit, PersonalKit, UploadFormKit, UploadedFileKit {
  readonly table: TestKit["table"];
  /** What lies in the bucket, by key. */
  readonly uploads: Map<string, Uint8Array>;
  /** The files that forms were handed out for. */
  readonly expected: ExpectedFile[];
}

export function importKit(): ImportKit {
  const kit = testKit();
  const uploads = new Map<string, Uint8Array>();
  const expected: ExpectedFile[] = [];
  const secret = randomBytes(32);
  return {
    ...kit,
    uploads,
    expected,
    vault: createPersonalVault({
      kms: fakeKeyManagement().kms,
      keyStore: tableKeyStore(kit.table),
      now: kit.now,
      random: randomBytes,
    }),
    personalHash: createKeyedHash({ mac: () => Promise.resolve(secret) }),
    uploadForms: {
      formFor: (file) => {
        expected.push(file);
        return Promise.resolve({
          url: "https://uploads.test/",
          fields: { key: file.key },
          expiresAt: "2026-03-02T01:15:00Z",
        });
      },
    },
    uploadedFiles: {
      read: (key, mostBytes) => {
        const bytes = uploads.get(key);
        if (bytes === undefined) return Promise.reject(new Error("NoSuchKey"));
        return Promise.resolve(bytes.length <= mostBytes ? bytes : undefined);
      },
    },
  };
}

export const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url));

export const seedRealUnits = (kit: ImportKit): Promise<unknown> =>
  operatorLambda(seedContract, (deps) => seedReference(deps), kit)({});

export const sha256Of = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("base64");

/** Announces a file, as an officer does. */
export const announce = (
  kit: ImportKit,
  as: Caller,
  bytes: Uint8Array,
  change: Readonly<Record<string, unknown>> = {},
): Promise<Answer> =>
  call(httpLambda(contracts.importInstitutions, importInstitutions, kit), {
    as,
    body: {
      fileName: "机构名单.csv",
      contentLength: bytes.length,
      sha256: sha256Of(bytes),
      contentType: "text/csv",
      ...change,
    },
  });

/** Delivers "Object Created" for a key, as the bus does. */
export const deliver = (kit: ImportKit, key: string, table: Table = kit.table): Promise<void> =>
  uploadLambda(
    contracts.readInstitutionList,
    () => readInstitutionList({ ...kit, table }),
    kit,
  )({
    version: "0",
    id: "event",
    "detail-type": "Object Created",
    source: "aws.s3",
    account: "",
    time: "",
    region: "",
    resources: [],
    detail: { bucket: { name: "uploads" }, object: { key, size: 1 } },
  });

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

export const itemsOf = (kit: ImportKit, type: string): readonly Item[] =>
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
