import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from "node:crypto";
import { invariant } from "../../domain/shared/invariant.ts";
import { shanghaiDate, type EpochMs } from "../../domain/shared/time.ts";
import { rememberBriefly } from "./briefly.ts";
import type { DataKeyStore, KeyManagement } from "./ports.ts";
import { RECORD_CLASS_IN_CONTEXT, type RecordClass } from "./record-classes.ts";

/** A stored field could not be opened: altered, moved to another record, or under another key. */
export class PersonalDataUnreadable extends Error {
  override readonly name = "PersonalDataUnreadable";
}

/** Field names and their texts, in clear or sealed. */
export type Fields = Readonly<Record<string, string>>;

/** Seals and opens personal fields, each on its own, so that one can be erased or shown alone. */
export interface PersonalVault {
  seal(recordClass: RecordClass, recordId: string, fields: Fields): Promise<Fields>;
  /** @throws PersonalDataUnreadable naming the record and field, never its content */
  open(recordClass: RecordClass, recordId: string, sealed: Fields): Promise<Fields>;
}

const CIPHER = "aes-256-gcm";
/** 96 random bits for each field: safe up to 2^32 fields a key, and a key serves one class for one month. */
const IV_LENGTH = 12;
const TAG_LENGTH = 16;
/** `p1.2026-03.<iv>.<ciphertext and tag>`: format, month of the data key, base64url. */
const SEALED = /^p1\.(\d{4}-\d{2})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/;

/** The calendar month in Asia/Shanghai whose data key seals now. */
const monthOf = (now: EpochMs): string => shanghaiDate(now).slice(0, 7);

/** Binds a ciphertext to its place; JSON keeps the parts apart whatever they hold. */
const boundTo = (
  recordClass: RecordClass,
  recordId: string,
  field: string,
  month: string,
): Buffer => Buffer.from(JSON.stringify([recordClass, recordId, field, `${recordClass}/${month}`]));

export function createPersonalVault(deps: {
  readonly kms: KeyManagement;
  readonly keyStore: DataKeyStore;
  readonly now: () => EpochMs;
  readonly random: (byteCount: number) => Uint8Array;
}): PersonalVault {
  const { kms, keyStore, now, random } = deps;
  const keys = rememberBriefly<KeyObject>(now);

  const contextOf = (recordClass: RecordClass, month: string) => ({
    purpose: "personal-fields",
    [RECORD_CLASS_IN_CONTEXT]: recordClass,
    month,
  });

  const existingKey = (recordClass: RecordClass, month: string, wrapped: Uint8Array) =>
    kms.decrypt(wrapped, contextOf(recordClass, month)).then(toKey);

  async function makeKey(recordClass: RecordClass, month: string): Promise<KeyObject> {
    const made = await kms.generateDataKey(contextOf(recordClass, month));
    const kept = await keyStore.saveIfAbsent(recordClass, month, made.wrapped);
    // Another function may have been faster: then its key is the one of this month.
    return Buffer.from(kept).equals(made.wrapped)
      ? toKey(made.plaintext)
      : existingKey(recordClass, month, kept);
  }

  const sealingKey = (recordClass: RecordClass, month: string) =>
    keys.get(`${recordClass}/${month}`, async () => {
      const wrapped = await keyStore.load(recordClass, month);
      return wrapped === undefined
        ? makeKey(recordClass, month)
        : existingKey(recordClass, month, wrapped);
    });

  const openingKey = (recordClass: RecordClass, month: string) =>
    keys.get(`${recordClass}/${month}`, async () => {
      const wrapped = await keyStore.load(recordClass, month);
      if (wrapped === undefined) {
        throw new PersonalDataUnreadable(`there is no data key ${recordClass}/${month}`);
      }
      return existingKey(recordClass, month, wrapped);
    });

  return {
    async seal(recordClass, recordId, fields) {
      const month = monthOf(now());
      const key = await sealingKey(recordClass, month);
      return mapFields(fields, (text, field) => {
        const iv = random(IV_LENGTH);
        const aad = boundTo(recordClass, recordId, field, month);
        return `p1.${month}.${base64url(iv)}.${base64url(encrypt(key, iv, aad, text))}`;
      });
    },
    async open(recordClass, recordId, sealed) {
      const opened: Record<string, string> = {};
      for (const [field, text] of Object.entries(sealed)) {
        const where = `${recordClass} ${recordId}, field ${field}`;
        const [, month, iv, content] = SEALED.exec(text) ?? [];
        if (month === undefined || iv === undefined || content === undefined) {
          throw new PersonalDataUnreadable(`${where} is not a sealed value`);
        }
        const key = await openingKey(recordClass, month);
        const aad = boundTo(recordClass, recordId, field, month);
        opened[field] = decrypt(key, Buffer.from(iv, "base64url"), aad, content, where);
      }
      return opened;
    },
  };
}

function toKey(plaintext: Uint8Array): KeyObject {
  invariant(plaintext.length === 32, "a data key has 256 bits");
  return createSecretKey(plaintext);
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

const mapFields = (fields: Fields, change: (text: string, field: string) => string): Fields =>
  Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, change(text, field)]));

function encrypt(key: KeyObject, iv: Uint8Array, aad: Buffer, text: string): Buffer {
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_LENGTH }).setAAD(aad);
  return Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(
  key: KeyObject,
  iv: Uint8Array,
  aad: Buffer,
  content: string,
  where: string,
): string {
  const bytes = Buffer.from(content, "base64url");
  try {
    const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_LENGTH })
      .setAAD(aad)
      .setAuthTag(bytes.subarray(-TAG_LENGTH));
    const text = [decipher.update(bytes.subarray(0, -TAG_LENGTH)), decipher.final()];
    return Buffer.concat(text).toString("utf8");
  } catch (cause) {
    throw new PersonalDataUnreadable(`${where} does not open under its key`, { cause });
  }
}
