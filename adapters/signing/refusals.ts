import type { Bilingual, Result } from "../../domain/shared/result.ts";

/** Why a signature is not believed: stable codes, each answered with 401 and nothing written. */
export type SignatureRefusal =
  | "signature.missing"
  | "signature.malformed"
  | "signature.incomplete"
  | "signature.digest-mismatch"
  | "signature.unknown-key"
  | "signature.expired"
  | "signature.invalid";

export type SignatureResult<T> = Result<T, SignatureRefusal>;

/** What each refusal tells the caller; `{name}` is filled from the refusal's facts. */
export const SIGNATURE_REFUSALS = {
  "signature.missing": {
    zh: "缺少 {header} 请求头。请按 RFC 9421 用 Ed25519 私钥签名，标签为 xiaowai。",
    en: "The header {header} is missing. Sign the message as RFC 9421 says, with Ed25519, under the label xiaowai.",
  },
  "signature.malformed": {
    zh: "签名无法解析：{reason}。请检查 signature-input、signature 与 content-digest 的写法。",
    en: "The signature cannot be read: {reason}. Check how signature-input, signature and content-digest are written.",
  },
  "signature.incomplete": {
    zh: "签名未包含必需的内容：{missing}。请将其纳入签名。",
    en: "The signature does not cover what it must: {missing}. Add it to the signature.",
  },
  "signature.digest-mismatch": {
    zh: "content-digest 与正文不符（须为正文字节的 SHA-256）。请对实际发送的字节计算摘要。",
    en: "content-digest does not match the body (it must be the SHA-256 of its bytes). Compute it over the bytes sent.",
  },
  "signature.unknown-key": {
    zh: "密钥 {keyId} 未登记或已停用。请使用已登记的密钥。",
    en: "The key {keyId} is not registered or no longer live. Use a registered key.",
  },
  "signature.expired": {
    zh: "签名时间 {created} 与当前时间 {now} 相差超过 {windowSeconds} 秒，或已过 expires。请校准时钟并重新签名。",
    en: "The signature was made at {created}; it is now {now}, more than {windowSeconds} seconds apart, or past its expires. Set the clock right and sign again.",
  },
  "signature.invalid": {
    zh: "用密钥 {keyId} 验证签名未通过：内容被改动，或私钥不符。",
    en: "The signature does not verify with the key {keyId}: something was altered, or the private key is another one.",
  },
} as const satisfies Record<SignatureRefusal, Bilingual>;
