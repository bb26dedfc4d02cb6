import { sealedRecordChange } from "../../adapters/personal/sealed-record.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";

const SIDES = ["family", "institution", "authority"] as const;
type Side = (typeof SIDES)[number];

const idOf = (refundId: string, by: Side): string => `${refundId}.${by}`;

/** Where what each side writes about a refund lies sealed: each writes once. */
export const textIdsOf = (
  refundId: string,
): readonly { readonly by: Side; readonly id: string }[] =>
  SIDES.map((by) => ({ by, id: idOf(refundId, by) }));

/** Seals what a side writes; nothing where it writes nothing. */
export const textChanges = async (
  { vault }: Pick<PersonalKit, "vault">,
  refundId: string,
  by: Side,
  text: string | undefined,
): Promise<readonly Change[]> =>
  text === undefined
    ? []
    : [await sealedRecordChange(vault, "refund", idOf(refundId, by), { text })];
