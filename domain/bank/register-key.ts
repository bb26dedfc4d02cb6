import { ok, refuse, type Result } from "../shared/result.ts";

/** A bank's public key as far as its registration is concerned. */
export interface BankKey {
  readonly keyId: string;
  /** The public point, base64url. */
  readonly x: string;
  readonly isRevoked: boolean;
}

/** Two live keys let a bank change from one to the other without a stop; more would only be forgotten. */
export const LIVE_KEYS_MAX = 2;

export const bankKeyRefusals = {
  "bank.key-name-wrong": {
    zh: "密钥编号“{keyId}”须以“{bankId}/”开头，以便由编号识别银行；请更正 kid。",
    en: "The key id “{keyId}” has to begin with “{bankId}/”, by which the bank is recognised: correct its kid.",
  },
  "bank.key-id-taken": {
    zh: "密钥编号“{keyId}”已登记过另一把公钥或已吊销；请使用新的编号。",
    en: "The key id “{keyId}” was registered with other bytes, or is revoked: choose a new id.",
  },
  "bank.keys-live-already": {
    zh: "该银行已有 {live} 把有效公钥（{keyIds}），最多 {most} 把；请在 revokes 中指明要吊销的一把。",
    en: "The bank has {live} live keys ({keyIds}), at most {most} are allowed: name the one to revoke in `revokes`.",
  },
  "bank.key-unknown": {
    zh: "要吊销的公钥“{keyId}”不存在或已吊销；该银行有效的公钥为：{keyIds}。",
    en: "The key “{keyId}” to revoke does not exist or is revoked already; live keys of this bank: {keyIds}.",
  },
} as const;
export type BankKeyRefusal = keyof typeof bankKeyRefusals;

/**
 * Whether a bank's key may be registered, next to those it has.
 * @param command.revokes a live key that ends at the same moment
 * @returns `known` where the key is registered already and live: nothing has to be done
 */
export function registerKey(
  known: readonly BankKey[],
  command: {
    readonly bankId: string;
    readonly keyId: string;
    readonly x: string;
    readonly revokes?: string | undefined;
  },
): Result<"new" | "known", BankKeyRefusal> {
  const { bankId, keyId, x, revokes } = command;
  if (!keyId.startsWith(`${bankId}/`)) return refuse("bank.key-name-wrong", { keyId, bankId });
  const live = known.filter((key) => !key.isRevoked);
  const keyIds = live.map((key) => key.keyId).join("、");
  const same = known.find((key) => key.keyId === keyId);
  if (same !== undefined && (same.isRevoked || same.x !== x))
    return refuse("bank.key-id-taken", { keyId });
  if (same !== undefined) return ok("known");
  const ending = live.filter((key) => key.keyId === revokes);
  if (revokes !== undefined && ending.length === 0)
    return refuse("bank.key-unknown", { keyId: revokes, keyIds });
  if (live.length - ending.length >= LIVE_KEYS_MAX)
    return refuse("bank.keys-live-already", { live: live.length, keyIds, most: LIVE_KEYS_MAX });
  return ok("new");
}
