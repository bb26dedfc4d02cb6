import * as z from "zod";
import type { NoticeAddresses } from "../../domain/notice/preferences.ts";
import type { PersonalVault } from "../personal/personal-vault.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** The class of people's addresses in the vault. */
const RECORD_CLASS = "contact";

const SealedItem = z.object({
  sealed: z.strictObject({ email: z.string().optional(), sms: z.string().optional() }),
});

/** Where people are reached: sealed, and opened only to send. */
export function noticeAddresses({
  table,
  vault,
}: {
  readonly table: Table;
  readonly vault: PersonalVault;
}) {
  return {
    async find(memberId: string): Promise<NoticeAddresses> {
      const item = await table.get(keys.personal(RECORD_CLASS, memberId));
      if (item === undefined) return {};
      const { sealed } = SealedItem.parse(item);
      return vault.open(RECORD_CLASS, memberId, textsOf(sealed));
    },

    /** The change that replaces all addresses of a person. */
    async change(memberId: string, addresses: NoticeAddresses): Promise<Change> {
      const sealed = await vault.seal(RECORD_CLASS, memberId, textsOf(addresses));
      const item = { ...keys.personal(RECORD_CLASS, memberId), type: "personal", sealed };
      return { write: { kind: "put", item } };
    },
  };
}

const textsOf = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
